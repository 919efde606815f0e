import { now } from '#lib/clock.ts';
import { beforeEnding } from '#lib/ending.ts';
import { log } from '#lib/log.ts';
import { repeat } from '#lib/repeat.ts';
import { takeDueMoves } from '#people/due-moves.ts';
import { database } from '../installation.ts';

/** Milliseconds between two looks at what was planned; a look at nothing is one query of an index. */
const pause = 5000;

/** Moves people on the day that was planned, beside the requests and through the one writer. */
export function beginMoving(): void {
	const work = async () => void (await takeDueMoves(database, now()));
	const stop = repeat(work, {
		pause,
		onError: (err) => log.error({ err }, 'moving people failed'),
	});
	beforeEnding(stop);
}
