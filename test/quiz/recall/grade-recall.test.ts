import { expect, test } from 'vitest';
import { gradeRecall } from '#quiz/recall/grade-recall.ts';
import { english, facts, grade, lending, outcomes, verdictOn } from './umbrellas.ts';

const right = '30 days, the customer chooses and we never ask';

test('an answer with every idea is known, and shows which words said so', () => {
	const graded = grade(right);
	expect(graded.verdict).toBe('knows');
	const shown = graded.required.map(({ shownBy }) =>
		shownBy.map(({ from, to }) => right.slice(from, to)).join(' '),
	);
	expect(shown).toEqual(['30 days', 'customer chooses', 'never ask']);
});

test.each([
	['not', 'the customer does not choose'],
	['never', 'they never choose'],
	['no apostrophe', 'she dont choose'],
	['an auxiliary', "the customer can't pick it"],
])('an idea that is denied by %s is not there', (_, answer) => {
	expect(outcomes(answer)[1]).toBe('denied');
});

test.each([
	['a comma', 'not 14 days, the customer chooses'],
	['but', 'it is not expensive but the customer chooses'],
	['and', 'we do not hurry and she picks'],
	['a new subject', 'we never hurry they choose'],
	['so', 'we are not in a hurry so they choose'],
	['unless', 'nobody is sent away unless she picks'],
])('a denial ends at %s', (_, answer) => {
	expect(outcomes(answer)[1]).toBe('found');
});

test('a denial of a denial is an assertion; in one clause a second no only repeats the first', () => {
	expect(outcomes('it is never good if the customer does not choose')[1]).toBe('found');
	expect(outcomes('the customer dont choose nothing')[1]).toBe('denied');
	expect(verdictOn('30 days, she chooses, nobody asks, you dont need no card')).not.toBe('not yet');
});

test('what makes an answer wrong counts only where it is said', () => {
	expect(verdictOn(`${right}, you need a card`)).toBe('not yet');
	expect(verdictOn(`${right}, you dont need a card`)).toBe('knows');
	expect(verdictOn(`${right}, even without the need of a card`)).toBe('knows');
});

test('what makes an answer wrong does not begin in one clause and end in another', () => {
	expect(grade('what they need, the card says').forbidden).toEqual([]);
	expect(grade('what they need if the card is lost').forbidden).toEqual([]);
	expect(grade('they need the card').forbidden).toHaveLength(1);
});

test('what lies beyond the quantity says nothing of what is within', () => {
	expect(grade('if it is over 30 days the manager picks').forbidden).toEqual([]);
	expect(grade('within 30 days the manager picks').forbidden).toHaveLength(1);
});

test('nothing right after what was said denies it too', () => {
	expect(grade('the card which they need counts for much').forbidden).toEqual([]);
	expect(grade('within 30 days the manager picks nothing').forbidden).toEqual([]);
	expect(outcomes('the customer picks nothing')[1]).toBe('denied');
});

test('words without a sentence are left to a person', () => {
	expect(grade('customer choose umbrella').notes).toContain('no sentence');
});

test('who does it decides', () => {
	expect(outcomes('the customer picks')[1]).toBe('found');
	expect(outcomes('the manager picks for the customer')[1]).toBe('missing');
	expect(verdictOn('30 days, the manager picks and we never ask')).toBe('not yet');
});

test('a right start with an end that was not read is left to a person', () => {
	expect(verdictOn(`${right}`)).toBe('knows');
	expect(verdictOn(`${right} but only members with gold status`)).toBe('unsure');
	expect(verdictOn(`${right}, not only members`)).toBe('knows');
});

test('one idea open and words that nobody has read are left to a person', () => {
	expect(verdictOn('30 days and never ask')).toBe('not yet');
	expect(verdictOn('30 days, never ask, the decision rests with whoever gets wet')).toBe('unsure');
});

test('a quantity that is missing is missing: no unread word can be one', () => {
	expect(verdictOn('the customer chooses, never ask, whatever colour suits the weather')).toBe(
		'not yet',
	);
});

test('slips are mended, words that are words are not', () => {
	expect(verdictOn('thirty dayz, the custmer chooces an we nevr ask')).toBe('knows');
	expect(outcomes('the winner picks')[1]).toBe('missing');
});

test.each([
	['nothing', ''],
	['spaces', '  \n '],
	['only emoji', '🙂👍🌂'],
])('%s is empty, and not yet', (_, answer) => {
	expect(grade(answer)).toMatchObject({ verdict: 'not yet', notes: ['empty'] });
});

test('the question copied back is no answer', () => {
	const graded = grade('how do we lend umbrellas');
	expect(graded).toMatchObject({ verdict: 'not yet', notes: ['the question itself'] });
});

test('keywords in a row are no answer', () => {
	expect(grade('customer choose never ask umbrella').notes).toEqual([]);
	const recited = grade('customer choose umbrella ask lend card');
	expect(recited.verdict).toBe('not yet');
	expect(recited.notes).toContain('a list of words');
	expect(grade('customer, chooses, umbrella, asks, lend, we').notes).toEqual(['a list of words']);
});

test('who does not know, says so', () => {
	expect(verdictOn('sorry i dont know')).toBe('not yet');
	expect(grade('no idea').notes).toContain('does not know');
});

test('ten thousand letters are read up to the most that one may write, and a person looks', () => {
	const graded = grade(`${right}. ${'and so on '.repeat(1000)}`);
	expect(graded).toMatchObject({ verdict: 'unsure', notes: ['too long'] });
	expect(graded.required.map(({ outcome }) => outcome)).toEqual(['found', 'found', 'found']);
});

test('tags are not words, and what was said between them keeps its place', () => {
	const answer = '<p>30 days</p> <b onclick="x">the customer chooses</b>, <i>we never ask</i>';
	const graded = grade(answer);
	expect(graded.verdict).toBe('knows');
	const [first] = graded.required[1]?.shownBy ?? [];
	expect(answer.slice(first?.from, first?.to)).toBe('customer');
});

test('another language is read by a person', () => {
	const graded = grade(
		'El cliente elige el paraguas y puede quedárselo treinta días sin preguntar',
	);
	expect(graded.verdict).toBe('unsure');
	expect(graded.notes).toContain('another language');
	const polish = gradeRecall(lending, { facts }, 'Klient wybiera, 30 dni', undefined);
	expect(polish).toMatchObject({ verdict: 'unsure', notes: ['a language that is not graded'] });
	expect(gradeRecall(lending, { facts }, ' ', undefined).verdict).toBe('not yet');
});

test('what was pasted from the policy is graded like anything else, and noted', () => {
	const policy = 'For 30 days the customer chooses any umbrella and we never ask why.';
	const pasted = grade('for 30 days the customer chooses any umbrella and we never ask', [policy]);
	expect(pasted).toMatchObject({ verdict: 'knows', notes: ['from the policy'] });
	expect(grade(right, [policy]).notes).toEqual([]);
});

test('the same answer is graded the same', () => {
	const first = gradeRecall(lending, { facts }, right, english);
	grade('something else entirely');
	expect(gradeRecall(lending, { facts }, right, english)).toEqual(first);
});
