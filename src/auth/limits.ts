import { count, isNull } from 'drizzle-orm';
import type { Database } from '#db/connection.ts';
import { employees } from '#db/schema/people.ts';
import { addressOf } from './address.ts';
import { type Counter, counter, giveBack, takeOne } from './counters.ts';

export type Try = {
	readonly number: string;
	readonly address: string;
	/** The enrolled device, or a browser in which this very person has signed in before. */
	readonly device: string | undefined;
	readonly at: number;
};

/**
 * Slows guessing down. On a device that is known, only what was guessed there counts: nobody
 * elsewhere, or beside her on the same network, can keep a person or a site out of it. Everywhere
 * else a person, an address and all addresses together have only so many wrong PINs to spend.
 */
export type SignInLimits = {
	/**
	 * Takes one try and returns 0, or returns the minutes to wait. It is taken before the PIN is
	 * looked at: guesses that come at once must not all be looked at.
	 */
	takeTry(attempt: Try): Promise<number>;
	/** Gives back what the right PIN took. */
	succeeded(attempt: Try): Promise<void>;
};

const quarterHour = 15 * 60;
const sixHours = 6 * 3600;
const wholeDay = 24 * 3600;
const hour = 3_600_000;

/**
 * Ten thousand guesses in an hour come to 30 looks at one person's PIN, to 300 from one address, and
 * to some 500 at anybody's from a thousand addresses: of 900,000 PINs that will do, chances of
 * 1 in 30,000, 1 in 3,000 and 1 in 1,800.
 */
export function createSignInLimits(db: Database): SignInLimits {
	const people = countedHourly(db);
	return {
		async takeTry(attempt) {
			const { ofHers, shared } = countersOf(attempt, await people(attempt.at));
			return Math.ceil((await takeOne(db, [...ofHers, ...shared], attempt.at)) / 60_000);
		},
		async succeeded(attempt) {
			const { ofHers, shared } = countersOf(attempt, 0);
			await giveBack(db, { all: ofHers, one: shared });
		},
	};
}

type Counters = { readonly ofHers: readonly Counter[]; readonly shared: readonly Counter[] };

function countersOf({ number, address, device }: Try, people: number): Counters {
	if (device !== undefined) {
		const hers = `${device} ${number.trim()}`;
		return {
			ofHers: [counter('here', hers, 10, quarterHour), counter('here', hers, 30, wholeDay)],
			shared: [counter('device', device, 60, quarterHour)],
		};
	}
	const place = addressOf(address);
	return {
		ofHers: [counter('person', number, 10, quarterHour), counter('person', number, 30, wholeDay)],
		shared: [
			counter('address', place, 100, quarterHour),
			counter('address', place, 300, sixHours),
			counter('everywhere', '', 150 + Math.floor(people / 100), quarterHour),
			counter('everywhere', '', 500 + Math.floor(people / 20), sixHours),
		],
	};
}

/** How many people work here: a large company mistypes more. */
function countedHourly(db: Database): (at: number) => Promise<number> {
	let people = 0;
	let countedAt = -Infinity;
	return async (at) => {
		if (Math.abs(at - countedAt) < hour) return people;
		const here = isNull(employees.leftAt);
		const [row] = await db.read.select({ people: count() }).from(employees).where(here);
		people = row?.people ?? 0;
		countedAt = at;
		return people;
	};
}
