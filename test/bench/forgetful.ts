import type { Random } from '#db/seed/random.ts';

// People who forget, made up: their memory follows another law than the scheduler's, each with
// numbers of their own, so that no schedule is right about them by construction.

/** How one person remembers. */
export type Forgetful = {
	/** Days until half is gone after the lesson. */
	readonly firstHalfLife: number;
	/** So much longer it lasts after an answer that was hard to recall. */
	readonly growth: number;
	/** What a lapse leaves of it, from nothing to most. */
	readonly keptAfterLapse: number;
	/** What stays for ever, from 0 to 1. */
	readonly rest: number;
	/** So often a right answer slips, or a wrong one is guessed right. */
	readonly slip: number;
};

export function forgetfulPerson(random: Random): Forgetful {
	const between = (least: number, most: number) => least + (most - least) * random.next();
	return {
		firstHalfLife: Math.exp(between(Math.log(1.5), Math.log(12))),
		growth: between(1.5, 4),
		// One in three begins anew after a lapse, the others keep a good part.
		keptAfterLapse: random.happens(1 / 3) ? 0 : between(0.3, 0.8),
		rest: between(0, 0.15),
		slip: between(0.01, 0.08),
	};
}

/** What a person remembers of one policy: exponential, with a half-life that each answer changes. */
export function memoryOf(person: Forgetful, random: Random) {
	let halfLife = person.firstHalfLife * Math.exp(random.next() - 0.5);
	let since = 0;

	/** The true chance of recall on a day. */
	function recall(day: number): number {
		return person.rest + (1 - person.rest) * 2 ** (-(day - since) / halfLife);
	}

	/** Answers, right or wrong, and remembers better from then on: she is told what was right. */
	function answer(day: number): boolean {
		// Some days are better than others.
		const chance = Math.min(1, Math.max(0, recall(day) + 0.2 * (random.next() - 0.5)));
		const knew = random.happens(chance);
		const forgotten = 1 - recall(day);
		halfLife = knew
			? halfLife * (1 + person.growth * forgotten)
			: Math.max(person.firstHalfLife, halfLife * person.keptAfterLapse);
		since = day;
		return random.happens(person.slip) ? !knew : knew;
	}

	return { recall, answer };
}

export type MemoryOfOne = ReturnType<typeof memoryOf>;
