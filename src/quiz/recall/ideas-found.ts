import { crossesClause, isDenied, isDeniedAfter, isTorn } from './denied.ts';
import type { Ground } from './grade-recall.ts';
import { findAll } from './match.ts';
import { quantitySaid } from './quantity-said.ts';
import type { Idea, IdeaOutcome, Marked } from './recall.ts';

/** Whether a required idea is said, and with which words. */
export function requiredIn(idea: Idea, ground: Ground): IdeaOutcome {
	const { name } = idea;
	const wanted = idea.fact === undefined ? undefined : ground.facts.get(idea.fact);
	if (wanted) {
		const others = [...ground.facts.values()].filter((other) => other !== wanted);
		const { outcome, words } = quantitySaid(ground, wanted, others);
		const isMeant = outcome !== 'found' || !words.every((at) => ground.mentioned[at]);
		if (outcome !== 'missing') {
			return { name, outcome: isMeant ? outcome : 'weak', shownBy: marked(words, ground) };
		}
	}
	const said = withoutDenied(placesFound(idea, ground));
	const held = said.filter(({ holds }) => holds);
	const shown = held.length > 0 ? held : said;
	return {
		name,
		outcome: outcomeOf(said),
		shownBy: shown.flatMap(({ read }) => marked(read, ground)),
	};
}

type Place = { readonly read: readonly number[]; readonly holds: boolean; readonly weak: boolean };

/** "We do not keep that promise": what else is read into those very words does not hold either. */
function withoutDenied(said: readonly Place[]): readonly Place[] {
	const denied = new Set(said.flatMap(({ read, holds }) => (holds ? [] : read)));
	return said.map((place) => ({
		...place,
		holds: place.holds && !place.read.every((at) => denied.has(at)),
	}));
}

function outcomeOf(said: readonly Place[]) {
	const held = said.filter(({ holds }) => holds);
	if (held.length > 0) return held.every(({ weak }) => weak) ? 'weak' : 'found';
	return said.some(({ weak }) => !weak) ? 'denied' : 'missing';
}

/** What an answer says of an idea that makes it wrong; `weak` where only a weak wording says so. */
export function wrongIn(idea: Idea, ground: Ground) {
	const { words, beyond, mentioned, conceded } = ground;
	const isNotMeant = (at: number) => beyond[at] || mentioned[at];
	// A wording that says "even if" itself means it.
	const isConceded = (read: readonly number[]) =>
		read.some((at) => conceded[at]) && !read.some((at) => words[at]?.text === 'even');
	const held = placesFound(idea, ground).filter(
		({ holds, read, weak }) =>
			holds &&
			!crossesClause(words, read) &&
			!read.some(isNotMeant) &&
			!isConceded(read) &&
			!(weak && isDeniedAfter(words, read)),
	);
	if (held.length === 0) return [];
	const shownBy = held.flatMap(({ read }) => marked(read, ground));
	return [{ name: idea.name, shownBy, weak: held.every(({ weak }) => weak) }];
}

/** Every place where a wording of an idea stands, and whether it is meant there. */
function placesFound({ patterns }: Idea, { words, denied, ideas, mentioned }: Ground): Place[] {
	return patterns.flatMap((pattern) =>
		findAll(words, pattern, ideas)
			.filter(({ words: read }) => !isTorn(words, read, denied))
			.map(({ words: read }) => ({
				read,
				weak: pattern.weak || read.some((at) => mentioned[at]),
				holds: isDenied(words, read, denied) === pattern.negatedOnly,
			})),
	);
}

function marked(read: readonly number[], { words }: Pick<Ground, 'words'>): Marked[] {
	return read.flatMap((at) => {
		const word = words[at];
		return word ? [{ from: word.from, to: word.to }] : [];
	});
}
