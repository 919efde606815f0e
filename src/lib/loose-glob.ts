/**
 * A pattern for SQLite's GLOB that finds a word wherever it stands, in capitals or not, with or
 * without its accents: “muller” finds Müller, “Łukasz” finds lukasz.
 */
export function looseGlob(word: string): string {
	return `*${[...bare(word)].map(oneOf).join('')}*`;
}

/** Every letter that is the same one to somebody who types it without its accents. */
function oneOf(letter: string): string {
	const alike = new Set([letter, letter.toUpperCase(), ...(likeIt.get(letter) ?? [])]);
	const single = [...alike].filter((each) => [...each].length === 1);
	return single.length > 1 || '*?['.includes(letter) ? `[${single.join('')}]` : letter;
}

/** Letters that Unicode does not take apart. */
const strokes: Readonly<Record<string, string>> = {
	...{ ø: 'o', ł: 'l', đ: 'd', ð: 'd', ħ: 'h', ŧ: 't', ı: 'i' },
};

function bare(text: string): string {
	const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
	return plain.replace(/[øłđðħŧı]/g, (letter) => strokes[letter] ?? letter);
}

/** Latin letters with marks, as names have them, by the letter without. */
const likeIt = new Map<string, string[]>();
for (const [from, to] of [
	[0xc0, 0x24f],
	[0x1e00, 0x1eff],
] as const) {
	for (let code = from; code <= to; code += 1) {
		const letter = String.fromCodePoint(code);
		const plain = bare(letter);
		if (plain !== letter && plain.length === 1) {
			likeIt.set(plain, [...(likeIt.get(plain) ?? []), letter]);
		}
	}
}
