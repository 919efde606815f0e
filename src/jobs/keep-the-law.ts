import { now } from '#lib/clock.ts';
import { beforeEnding } from '#lib/ending.ts';
import { log } from '#lib/log.ts';
import { repeat } from '#lib/repeat.ts';
import { isRunDue, keepTheLaw } from '#privacy/keep-law.ts';
import { database } from '../installation.ts';

/** Once a day is enough; a server that is started anew each night still finds its day. */
const pause = 15 * 60_000;

let running: Promise<void> | undefined;

/** Once a day: whose time is over is made nobody's. */
export function beginKeepingTheLaw(): void {
	const work = async () => {
		if (await isRunDue(database.read, now())) await runOnce(null);
	};
	const onError = (err: unknown) => log.error({ err }, 'keeping the law failed');
	beforeEnding(repeat(work, { pause, onError }));
}

/** Whether a run is under way. */
export const isRunning = () => running !== undefined;

/** One run at a time, for the whole server: who asks while one is under way gets that one. */
export function runOnce(by: string | null): Promise<void> {
	running ??= keepTheLaw(database, { by, at: now() }).then(
		() => void (running = undefined),
		(error: unknown) => {
			running = undefined;
			throw error;
		},
	);
	return running;
}
