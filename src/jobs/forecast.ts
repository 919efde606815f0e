import { now } from '#lib/clock.ts';
import { beforeEnding } from '#lib/ending.ts';
import { log } from '#lib/log.ts';
import { repeat } from '#lib/repeat.ts';
import { fitParameters, isFittingDue } from '#practice/fit-parameters.ts';
import { isRefreshDue, refreshSummaries } from '#practice/refresh-summaries.ts';
import { catalogue, database } from '../installation.ts';

/** Milliseconds between two looks; a look that finds nothing to do is one small query. */
const pause = 10_000;
const fittingPause = 60 * 60_000;

/** Keeps predicted recall counted, and the scheduler's parameters fitted, beside the requests. */
export function beginForecasting(): void {
	const count = async () => {
		if (await isRefreshDue(database.read, now()))
			await refreshSummaries(database, catalogue, now());
	};
	const fit = async () => {
		if (await isFittingDue(database.read, now())) await fitParameters(database, now());
	};
	const failed = (what: string) => (err: unknown) => log.error({ err }, `${what} failed`);
	beforeEnding(repeat(count, { pause, onError: failed('counting predicted recall') }));
	beforeEnding(repeat(fit, { pause: fittingPause, onError: failed('fitting the scheduler') }));
}
