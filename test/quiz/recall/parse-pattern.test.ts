import { expect, test } from 'vitest';
import { stemIn } from '#quiz/recall/languages.ts';
import { findAll } from '#quiz/recall/match.ts';
import { parsePattern } from '#quiz/recall/parse-pattern.ts';
import { readThesaurus } from '#quiz/recall/parse-thesaurus.ts';
import { readAnswer } from '#quiz/recall/read-answer.ts';
import { placesOf } from '#quiz/recall/thesaurus.ts';
import { english, recallIn } from './umbrellas.ts';

const stem = stemIn('en');
const thesaurus = readThesaurus(
	'# Ideas\n\nA word.\n\n## shop\n\n- (shop | store)\n\n## any-shop\n\n- any @shop\n',
	stem,
	(line, message) => expect.fail(`${line}: ${message}`),
);

function reads(wording: string, answer: string): boolean {
	const words = readAnswer(answer, english);
	return findAll(words, parsePattern(wording, stem), placesOf(words, thesaurus)).length > 0;
}

test.each([
	['return it', 'returned it', 'kept it'],
	['bring back', 'bring it to us back', 'back we bring'],
	['bring back', 'bring shoes back', 'bring wet brown shoes back'],
	['bring back', 'bring it all to us back', 'bring it all to us and for them back'],
	['choose ~0 how', 'choose how', 'choose them how'],
	['bring ~3 back', 'bring wet brown shoes back', 'bring those wet old brown leather shoes back'],
	['(bring | hand ~1 in)', 'hand them in', 'hand them over'],
	['bring [it | them] ~0 back', 'bring them back', 'bring shoes back'],
	['deliver*', 'the delivery', 'the liver'],
	['any @shop', 'any store', 'any desk'],
	['@any-shop', 'any shop', 'this shop'],
	['not ~1 ask', 'nobody asks', 'everybody asks'],
	['# percent', 'ninety percent', 'some percent'],
	['first order & come back', 'they come back after the first order', 'the first order'],
])('“%s” reads “%s”, and not “%s”', (wording, there, absent) => {
	expect(reads(wording, there)).toBe(true);
	expect(reads(wording, absent)).toBe(false);
});

test('a wording says in front how it counts', () => {
	expect(parsePattern('!receipt', stem)).toMatchObject({ negatedOnly: true, weak: false });
	expect(parsePattern('? they need', stem)).toMatchObject({ negatedOnly: false, weak: true });
});

test.each(['(a | b', 'a)', '[a', '', '!'])(
	'“%s” cannot be read, and says what to do',
	(wording) => {
		expect(() => parsePattern(wording, stem)).toThrow(/\. (Take|Write) /);
	},
);

test('a recall is read as it stands, with its lines', () => {
	const recall = recallIn(`<Recall id="say-it" policy="loans">
What do *we* lend?

- [x] umbrellas ~ all
  - um*rella ~3 [dry]
- [x] for <Fact of="loans.window" />
- [ ] coats

Pass: umbrellas, for <Fact of="loans.window" />
Fail: coats
</Recall>`);
	expect(recall).toMatchObject({
		id: 'say-it',
		policyId: 'loans',
		stem: { text: ['What do we lend?'] },
		required: [
			{ name: ['umbrellas ~ all'], line: 4, patterns: [{ source: 'um*rella ~3 [dry]', line: 5 }] },
			{ name: ['for ', { fact: 'loans.window' }], fact: 'loans.window', line: 6 },
		],
		forbidden: [{ name: ['coats'], line: 7 }],
		examples: [
			{ text: ['umbrellas, for ', { fact: 'loans.window' }], knows: true, line: 9 },
			{ text: ['coats'], knows: false, line: 10 },
		],
	});
});

test('a recall that asks or requires nothing is told of', () => {
	const told: string[] = [];
	recallIn('<Recall id="a" policy="b">\n- [ ] never\n  - never\n</Recall>', (line, message) =>
		told.push(`${line}: ${message}`),
	);
	expect(told).toEqual([
		'1: Recall a asks nothing. Write its question first.',
		'1: Recall a requires nothing. Write what an answer must say after - [x].',
	]);
});
