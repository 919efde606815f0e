import type { Role } from '#people/roles.ts';

/** Somebody of the demonstration company. */
export type CastPerson = {
	readonly id: string;
	readonly number: string;
	readonly name: string;
	readonly job: string;
	readonly teamId: string;
	/** What she reads, if it is not English. */
	readonly language?: string;
	/** The one she works in most comes first. */
	readonly channels: readonly string[];
	readonly roles: readonly Role[];
	readonly leads: readonly string[];
	/** Days before the demonstration's present. */
	readonly startedDaysAgo: number;
};

type Work = Pick<CastPerson, 'teamId' | 'job' | 'channels'>;

/** People who do the same work on one team, by their numbers. */
export function staff(work: Work, names: Readonly<Record<number, string>>): CastPerson[] {
	return Object.entries(names).map(([number, name]) => ({
		...work,
		id: `e${number}`,
		number,
		name,
		roles: [],
		leads: [],
		startedDaysAgo: newcomers[number] ?? longAgo(number),
		...languageOf(number),
	}));
}

/** The one who leads a team and the teams below it. */
export function lead(work: Work, names: Readonly<Record<number, string>>): CastPerson[] {
	const { teamId } = work;
	return staff(work, names).map((person) => ({ ...person, roles: ['manager'], leads: [teamId] }));
}

/** The others read English, which everybody here works in. */
const languages: Readonly<Record<string, readonly number[]>> = {
	de: [2112, 3116, 3219, 4449, 5101, 5107, 6023],
	pl: [3112, 3220, 3311, 3413, 4412, 4440, 4447, 4454, 5103, 5110, 9011],
	es: [3217, 3401, 5109],
	vi: [3118, 3419, 4419, 4443, 4451, 5108],
};

function languageOf(number: string): Pick<CastPerson, 'language'> {
	const found = Object.entries(languages).find(([, numbers]) => numbers.includes(Number(number)));
	return found ? { language: found[0] } : {};
}

/** Those who came within the last eight weeks, and how many days ago. */
const newcomers: Readonly<Record<string, number>> = {
	4417: 4,
	3120: 3,
	7021: 2,
	4455: 9,
	6027: 12,
	3220: 16,
	5112: 19,
	7019: 23,
	9018: 26,
	2317: 33,
	3420: 41,
	1114: 50,
};

/** Between four months and eight years, different for every number. */
function longAgo(number: string): number {
	return 120 + ((Number(number) * 379) % 2800);
}
