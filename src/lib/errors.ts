/** The thing does not exist, or not for the person who asks: both look the same to her. */
export class NotFound extends Error {
	override name = 'NotFound';
}

/** The person is known, and may not do this. */
export class Forbidden extends Error {
	override name = 'Forbidden';
}

/** More was sent than any form of ours needs. */
export class TooLarge extends Error {
	override name = 'TooLarge';
}

/** The input breaks a rule. `problems` has one sentence per field, saying what to do. */
export class Invalid extends Error {
	override name = 'Invalid';
	readonly problems: Readonly<Record<string, string>>;

	constructor(problems: Readonly<Record<string, string>>) {
		super(Object.values(problems).join(' '));
		this.problems = problems;
	}
}
