import type { Database } from '#db/connection.ts';
import { addressOf } from './address.ts';
import { type Counter, counter, giveBack, takeOne } from './counters.ts';

export type CodeTry = {
	readonly address: string;
	/** The enrolled device that it is typed on: it counts for itself. */
	readonly device: string | undefined;
	readonly at: number;
};

/** Slows guessing at the codes of slips down. */
export type CodeLimits = {
	/** Takes one try and returns 0, or returns the minutes to wait. */
	takeTry(attempt: CodeTry): Promise<number>;
	/** Gives back what a right code took. */
	wasRight(attempt: CodeTry): Promise<void>;
};

/**
 * Three hundred guesses in a quarter of an hour. A code has 55 bits: with a hundred thousand slips
 * out, that many from a thousand addresses for two weeks find one with a chance of 1 in 900. Typing
 * mistakes do not count, so a site's own people are far from it.
 */
const most = 300;
const quarterHour = 15 * 60;

export function createCodeLimits(db: Database): CodeLimits {
	return {
		async takeTry(attempt) {
			return Math.ceil((await takeOne(db, [counterOf(attempt)], attempt.at)) / 60_000);
		},
		wasRight: (attempt) => giveBack(db, { all: [], one: [counterOf(attempt)] }),
	};
}

function counterOf({ address, device }: CodeTry): Counter {
	return device === undefined
		? counter('code address', addressOf(address), most, quarterHour)
		: counter('code device', device, most, quarterHour);
}
