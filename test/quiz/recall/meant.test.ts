import { expect, test } from 'vitest';
import { gradeRecall } from '#quiz/recall/grade-recall.ts';
import { english, facts, grade, lending, outcomes, thirtyDays, verdictOn } from './umbrellas.ts';

// What is mentioned, restricted or taken back is not passed. Each rule has answers that it must
// catch and answers that it must leave alone.

const right = '30 days, the customer chooses and we never ask';

test.each([
	['what others say', `some say ${right}, but honestly they pay for it`],
	['what was taught', `in theory ${right}, in practice it is a mess`],
	['one person’s word', `my boss says ${right}, I say they pay for it`],
	['its own question', 'does the customer choose? No. 30 days and we never ask'],
	['a question that a no answers', '30 days, we never ask, the customer chooses? no way'],
	['what was so once', `it was so that ${right}. Now it is not`],
])('%s is mentioned, not said', (_, answer) => expect(verdictOn(answer)).not.toBe('knows'));

test.each([
	['some say the manager picks, but no: 30 days, the customer chooses and we never ask'],
	['we used to need the card, now it is 30 days, the customer chooses and we never ask'],
	['does the manager pick? No, the customer chooses. 30 days and we never ask'],
	[`even if they need the card we hold to it: ${right}`],
	['my boss says the manager picks. Nonsense: 30 days, the customer chooses and we never ask'],
	[`my boss says ${right}`],
	[`the boss told me: ${right}`],
	[`some people ask me how it goes. ${right}`],
])('what an answer rejects does not count against it: %s', (answer) => {
	expect(verdictOn(answer)).toBe('knows');
});

test.each([
	[`${right}, but nobody does that`],
	[`${right}, as long as it rains`],
	[`${right}, unless it is sunny`],
	[`${right}, only for members`],
	['30 days, we never ask, the customer chooses if the boss is away'],
	[`if we feel like it ${right}`],
	[`usually ${right}`],
])('a restriction is left to a person: %s', (answer) => expect(verdictOn(answer)).toBe('unsure'));

test.each([
	[`as long as it is not over 30 days the customer chooses and we never ask`],
	[`if somebody comes in: ${right}`],
	[`${right} if they want`],
	[`not only in the rain but always: ${right}`],
])('what takes nothing back is no restriction: %s', (answer) => {
	expect(verdictOn(answer)).toBe('knows');
});

test.each([
	'instead of the customer choosing',
	'we refuse that the customer chooses',
	'it is the opposite of the customer choosing',
	'what the customer chooses does not matter',
	'the customer hardly chooses',
])('“%s” denies', (answer) => expect(outcomes(answer)[1]).toBe('denied'));

test.each([
	'no nasty surprises when the customer chooses',
	'not us it is the customer who chooses',
	'never forget that the customer chooses',
	'not until they are here, then the customer chooses',
	'if it does not fit the customer chooses',
	'it is not good if the customer does not choose',
])('“%s” denies nothing', (answer) => expect(outcomes(answer)[1]).toBe('found'));

test('a wording does not begin in a denied clause and end in another', () => {
	expect(outcomes('not the customer, we choose')[1]).toBe('missing');
	expect(outcomes('not we, the customer chooses')[1]).toBe('found');
});

test('a no before a comma denies nothing of what comes after it', () => {
	expect(outcomes('no, we ask')[2]).toBe('missing');
	expect(outcomes('we do not ask')[2]).toBe('found');
});

test('a weak wording of what makes an answer wrong leaves it to a person', () => {
	const [first, ...others] = lending.forbidden;
	if (!first) throw new Error('Nothing is forbidden.');
	const weak = { ...first, patterns: first.patterns.map((one) => ({ ...one, weak: true })) };
	const recall = { ...lending, forbidden: [weak, ...others] };
	const graded = gradeRecall(recall, { facts }, `${right}, you need a card`, english);
	expect(graded).toMatchObject({ verdict: 'unsure', forbidden: [], notes: ['what may be wrong'] });
	const other = gradeRecall(recall, { facts }, `${right}, you need no card`, english);
	expect(other.verdict).toBe('knows');
});

test('another kind of limit is left to a person', () => {
	expect(thirtyDays.value).toBe(30);
	for (const answer of ['at least 30 days', '30 days minimum', '30 days or more']) {
		expect(outcomes(answer)[0]).toBe('weak');
	}
	for (const answer of ['from today 30 days', 'at most 30 days']) {
		expect(outcomes(answer)[0]).toBe('found');
	}
});

test('only what was typed is marked', () => {
	const answer = 'some say the manager picks, but the customer chooses';
	const shown = grade(answer).required[1]?.shownBy.map(({ from, to }) => answer.slice(from, to));
	expect(shown).toEqual(['customer', 'chooses']);
});
