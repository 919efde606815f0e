import { now } from '#lib/clock.ts';
import { beforeEnding } from '#lib/ending.ts';
import { log } from '#lib/log.ts';
import { repeat } from '#lib/repeat.ts';
import { foldEverybody } from '#practice/fold.ts';
import { catalogue, database } from '../installation.ts';

/** Milliseconds between two looks at what was answered; a look at nothing is three queries of an index. */
const pause = 5000;

/**
 * Makes reviews and cards of what people answer, beside the requests and through the one writer. The
 * first time these are all answers that a company ever gave.
 */
export function beginFolding(): void {
	let ending = false;
	// Asked to stop, it ends before the next batch: what is folded is kept, and the rest is found again.
	const takeTurns = async () => {
		await new Promise(setImmediate);
		return !ending;
	};
	const work = async () =>
		void (await foldEverybody(database, { catalogue, at: now() }, takeTurns));
	const stop = repeat(work, {
		pause,
		onError: (err) => log.error({ err }, 'folding practice failed'),
	});
	beforeEnding(async () => {
		ending = true;
		await stop();
	});
}
