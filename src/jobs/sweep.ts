import { forgetCounts } from '#auth/counters.ts';
import { forgetDevices } from '#auth/known-devices.ts';
import { now } from '#lib/clock.ts';
import { beforeEnding } from '#lib/ending.ts';
import { log } from '#lib/log.ts';
import { repeat } from '#lib/repeat.ts';
import { noteGone } from '#pulse/note-gone.ts';
import { database, sessions } from '../installation.ts';

/** Milliseconds. */
const pause = 10 * 60_000;

/** Throws away what nobody needs: sessions that have run out, old counts of guesses, old browsers. */
export function beginSweeping(): void {
	const work = async () => {
		await sessions.sweep();
		await forgetCounts(database, now());
		await forgetDevices(database, now());
		await noteGone(database);
	};
	const onError = (err: unknown) => log.error({ err }, 'sweeping failed');
	beforeEnding(repeat(work, { pause, onError }));
}
