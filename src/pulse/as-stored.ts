import type { Asked, Stratum } from './read-asked.ts';

/** The one that anonymous answers from small strata are stored under. */
const together = '(together)';
/** A stratum in which fewer were drawn is one with other small ones, so that nobody is found by it. */
const fewestAlike = 10;

/** The strata as answers were stored under them: of an anonymous question the small ones are one. */
export function asStored<T extends Omit<Asked, 'answers'>>(asked: T): T {
	const small = asked.pulse.anonymous ? smallStrata(asked.strata) : new Set<string>();
	if (small.size === 0) return asked;
	const merged = asked.strata.filter(({ stratum }) => small.has(stratum));
	return {
		...asked,
		strata: [...asked.strata.filter(({ stratum }) => !small.has(stratum)), ...sumOf(merged)],
		people: asked.people.map((person) =>
			small.has(person.stratum) ? { ...person, stratum: together } : person,
		),
	};
}

/** Those with too few drawn, and the next larger ones as long as all of them together are too few. */
function smallStrata(strata: readonly Stratum[]): ReadonlySet<string> {
	const bySize = strata
		.filter(({ drawn }) => drawn > 0)
		.toSorted((a, b) => a.drawn - b.drawn || (a.stratum < b.stratum ? -1 : 1));
	let merged = bySize.filter(({ drawn }) => drawn < fewestAlike).length;
	const people = () => bySize.slice(0, merged).reduce((sum, { drawn }) => sum + drawn, 0);
	while (merged > 0 && merged < bySize.length && people() < fewestAlike) merged += 1;
	return new Set(bySize.slice(0, merged).map(({ stratum }) => stratum));
}

function sumOf([first, ...others]: readonly Stratum[]): Stratum[] {
	if (!first) return [];
	const all = [first, ...others];
	const sum = (of: (stratum: Stratum) => number) => all.reduce((total, one) => total + of(one), 0);
	return [
		{
			...{ pulseId: first.pulseId, stratum: together, name: 'Small parts together' },
			population: sum(({ population }) => population),
			drawn: sum(({ drawn }) => drawn),
			away: sum(({ away }) => away),
			askedLately: sum(({ askedLately }) => askedLately),
			predictedPeople: sum(({ predictedPeople }) => predictedPeople),
			predictedRecall: sum(({ predictedRecall }) => predictedRecall),
		},
	];
}
