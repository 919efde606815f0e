/** Words in common use that the rules below get wrong. */
const known: ReadonlyMap<string, number> = new Map([
	...inAllForms({
		area: 3,
		business: 2,
		colleague: 2,
		create: 2,
		evening: 2,
		idea: 3,
		maybe: 2,
		radio: 3,
	}),
	...inAllForms({ recipe: 3, science: 2, theatre: 2, tired: 2, video: 3, people: 2, whoever: 3 }),
]);

/** Vowels that are written and not said. */
const silent = [
	// gate, large, have; but not table, centre, the, see
	/(?<=[aeiouy].*)(?<![aeiouy]|[bcdfgkptsxz]l|[^aeiouy]r)e$/,
	// gates, sides, themselves; but not boxes, pages, tables
	/(?<=[aeiouy].*)(?<![aeiouy]|[sxzcg]|[cs]h|[bcdfgkptsxz]l|[^aeiouy]r)es$/,
	// asked, moved; but not started, settled
	/(?<=[aeiouy].*)(?<![aeiouy]|[td]|[bcdfgkptsxz]l|[^aeiouy]r)ed$/,
	// careful, useless, statement, lovely, warehouse, something: the e within a compound
	/(?<=[aeiouy][^aeiouy]+)e(?=(?:ful|less|ment|ly|ness|house|body|thing|times?|one|where|what)[a-z]{0,3}$)/,
	// every, everybody
	/(?<=^ev)e(?=ry)/,
	// league, unique
	/(?<=[aeiouy][gq])ue(?=s?$)/,
];

/** Vowels that stand together and are said apart. */
const split = [
	// client, quiet, carrier; but not friend, patient
	/(?<![tscg])ie(?=n[ct]|t$|ts$|rs?$|st$)/,
	// dial, period, medium; but not special, region, question
	/(?<![tscgx])i(?:a(?!ge)|o|um)/,
	// paying, being
	/[aeiouy]ing/,
	// buyer, employer
	/[aou]yer/,
	// influence, fluent, usual, actual
	/(?<![gq])u(?:en[ct]|al)/,
	// museum, video, reopen
	/eu?o|eum$/,
	// doesn't, couldn't; but not don't, can't
	/[^aeiourl]n't$/,
];

/** How many syllables an English word has, or nearly. A number counts one for each digit. */
export function syllablesIn(word: string): number {
	if (/\d/.test(word)) return word.replace(/\D/g, '').length;
	const plain = word
		.toLowerCase()
		.replaceAll('é', 'ey')
		.normalize('NFD')
		.replace(/[^a-z']/g, '');
	return known.get(plain) ?? Math.max(1, countByRules(plain));
}

function countByRules(word: string): number {
	const spoken = word.replace(/'(?:s|re|ve|ll|d)?$/, '');
	const groups = spoken.match(/[aeiouy]+/g)?.length ?? 0;
	const count = (patterns: readonly RegExp[]) => patterns.filter((p) => p.test(spoken)).length;
	return groups - count(silent) + count(split);
}

function inAllForms(counts: Readonly<Record<string, number>>): (readonly [string, number])[] {
	return Object.entries(counts).flatMap(([word, count]) =>
		['', 's', "'s"].map((ending) => [`${word}${ending}`, count] as const),
	);
}
