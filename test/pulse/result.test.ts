import { expect, test } from 'vitest';
import { castPeople, siteOf, teamOf } from '#db/seed/cast.ts';
import { groupsOf } from '#pulse/by-group.ts';
import { readAsked, requirePulse } from '#pulse/read-asked.ts';
import { resultOf } from '#pulse/result.ts';
import { readWholeResult } from '#pulse/whole-result.ts';
import { agreed, graderErrorOf, outcomeOf } from '#pulse/what-counts.ts';
import { cast, castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { findingInWords, headline } from '../../src/layouts/ask/words.ts';
import { day, hour, ideas, type Planted, plantPulse } from './planted.ts';

const soon = castTime + hour * 3;
const atSite = (id: string) => castPeople.filter((person) => siteOf(person).id === id);
const ofVendor = (id: string) => castPeople.filter((person) => teamOf(person).vendorId === id);
const saying = (pattern: string) => (person: (typeof castPeople)[number]) => ({ person, pattern });

async function planted(what: Planted, at = soon) {
	const db = await testDatabase();
	const pulse = await requirePulse(db.read, await plantPulse(db, what));
	return { db, pulse, whole: await readWholeResult(db.read, pulse, at) };
}

test('until two readers agree an answer that people read is open, and a third decides', () => {
	const answer = { verdict: 'unsure', toRead: 'unsure' } as const;
	expect(outcomeOf({ ...answer, marks: [] })).toBe('open');
	expect(outcomeOf({ ...answer, marks: ['knows'] })).toBe('open');
	expect(outcomeOf({ ...answer, marks: ['knows', 'not yet'] })).toBe('open');
	expect(outcomeOf({ ...answer, marks: ['knows', 'not yet', 'not yet'] })).toBe('not yet');
	expect(outcomeOf({ ...answer, marks: ['knows', 'knows'] })).toBe('knows');
	expect(agreed(['knows', 'knows', 'not yet', 'not yet'])).toBeUndefined();
});

test('where the grader is not measured people decide, also against it', () => {
	const answer = { verdict: 'knows', toRead: 'unmeasured' } as const;
	expect(outcomeOf({ ...answer, marks: [] })).toBe('open');
	expect(outcomeOf({ ...answer, marks: ['not yet', 'not yet'] })).toBe('not yet');
});

test('the random tenth counts as it was graded, and its readings say how the grader errs', () => {
	const tenth = (verdict: 'knows' | 'not yet', mark: 'knows' | 'not yet') =>
		({ verdict, toRead: 'tenth', marks: [mark, mark] }) as const;
	expect(outcomeOf(tenth('knows', 'not yet'))).toBe('knows');
	const read = [tenth('knows', 'not yet'), tenth('not yet', 'not yet'), tenth('not yet', 'knows')];
	expect(graderErrorOf([...read, { verdict: 'knows', toRead: 'tenth', marks: ['knows'] }])).toEqual(
		{ wrongRead: 2, wrongPassed: 1, rightRead: 1, rightFailed: 1 },
	);
	expect(graderErrorOf([])).toBeNull();
});

test('a share is weighted by the people of the strata and stands with its interval', async () => {
	const [depot, office] = [atSite('depot'), atSite('head-office')];
	const people = [...depot, ...office];
	const answers = [
		...depot.slice(0, 6).map(saying('+++')),
		...office.slice(0, 6).map(saying('+-+')),
	];
	const { whole } = await planted({ people, answers });
	const share = depot.length / people.length;
	expect(whole.result.estimate?.share).toBeCloseTo(share, 5);
	const { low, high } = whole.result.estimate ?? { low: 1, high: 0 };
	expect(low).toBeLessThan(share);
	expect(high).toBeGreaterThan(share);
	expect(headline(whole.result)).toMatch(/^Between \d+ and \d+ of 100 know it; \d+ is our best/);
});

test('while answers wait for readers the result is a range that holds either way', async () => {
	const people = atSite('warehouse').slice(0, 20);
	const answers = [
		...people.slice(0, 8).map(saying('+++')),
		...people.slice(8, 12).map(saying('+?+')),
	];
	const { whole, db, pulse } = await planted({ people, answers });
	const { range } = whole.result.estimate ?? {};
	expect(whole.result.open).toBe(4);
	expect(range?.low).toBeLessThan(8 / 12);
	expect(range?.high).toBe(1);
	expect(headline(whole.result)).toContain('4 answers wait for readers');
	expect((await readAsked(db.read, pulse)).answers.map(({ outcome }) => outcome)).toContain('open');
});

test('who left before answering is apart from those who did not answer', async () => {
	const people = atSite('depot').slice(0, 10);
	const gone = people.slice(8);
	const { whole } = await planted({ people, gone, answers: people.slice(0, 6).map(saying('+++')) });
	expect(whole.result).toMatchObject({ drawn: 8, gone: 2, answered: 6 });
	const { hidden } = whole.result;
	expect(hidden?.worst).toBeCloseTo(6 / 8, 5);
	expect(hidden?.best).toBe(1);
});

test('groups of fewer than five are hidden, and one that could be worked out takes another with it', async () => {
	const people = [
		...atSite('depot').slice(0, 7),
		...atSite('warehouse').slice(0, 6),
		...atSite('head-office').slice(0, 3),
	];
	const { whole } = await planted({ people, answers: people.map(saying('+++')) });
	const sites = whole.groups.find(({ kind }) => kind === 'site');
	expect(sites?.shown.map(({ key, people: n }) => [key, n])).toEqual([['depot', 7]]);
	expect(sites?.hidden).toBe(2);
});

test('a vendor’s people who lack one idea are found, with what they do know', async () => {
	const vendor = ofVendor('northline');
	const others = atSite('warehouse').slice(0, 24);
	const answers = [
		...vendor.map(saying('-++')),
		...others.slice(0, 22).map(saying('+++')),
		...others.slice(22).map(saying('-++')),
	];
	const { whole } = await planted({ people: [...vendor, ...others], answers });
	const [finding, ...more] = whole.ideas.findings;
	expect(finding?.group.people).toBe(vendor.length);
	expect(more, 'the vendor, its site and its team are the same people').toEqual([]);
	const words = finding && findingInWords(finding, whole.ideas.names);
	expect(words).toEqual({
		known: [ideas[1], ideas[2]],
		missing: ideas[0],
		counts: `${vendor.length} of ${vendor.length} left it out; of everybody else 2 of 24.`,
	});
});

test('what chance explains is no finding', async () => {
	const vendor = ofVendor('northline').slice(0, 6);
	const others = atSite('warehouse').slice(0, 12);
	const answers = [
		...vendor.slice(0, 3).map(saying('-++')),
		...vendor.slice(3).map(saying('+++')),
		...others.slice(0, 4).map(saying('-++')),
		...others.slice(4).map(saying('+++')),
	];
	const { whole } = await planted({ people: [...vendor, ...others], answers });
	expect(whole.ideas.findings).toEqual([]);
	expect(whole.ideas.most).toBe(0);
});

test('readers who say that somebody knows it take the missing idea back', async () => {
	const people = atSite('depot').slice(0, 6);
	const answers = people.map((person, place) => ({
		...{ person, pattern: '-++', toRead: 'unmeasured' as const },
		marks: place < 4 ? (['knows', 'knows'] as const) : (['not yet', 'not yet'] as const),
	}));
	const { whole } = await planted({ people, answers });
	expect(whole.ideas.everyone[0]).toEqual({ decided: 6, missing: 2 });
	expect(whole.result.estimate?.share).toBeCloseTo(4 / 6, 5);
});

test('an idea that was only weakly there is missing once readers say not yet', async () => {
	const people = atSite('depot').slice(0, 5);
	const marks = ['not yet', 'not yet'] as const;
	const answers = people.map((person) => ({ person, pattern: '?++', marks }));
	const { whole } = await planted({ people, answers });
	expect(whole.ideas.everyone.map(({ missing }) => missing)).toEqual([5, 0, 0]);
});

test('an anonymous question shows nothing while it runs, and nothing of fewer than ten', async () => {
	const people = atSite('warehouse');
	const anonymous = { anonymous: true };
	const answers = people.slice(0, 14).map(saying('+++'));
	const { whole, db, pulse } = await planted({ people, answers, more: anonymous });
	expect(whole.result.shows).toBe('waits for the end');
	expect(whole.result.estimate).toBeUndefined();
	expect(whole.groups).toEqual([]);
	expect(whole.ideas.names).toEqual([]);
	const ended = resultOf(await readAsked(db.read, pulse), castTime + 8 * day);
	expect(ended.shows).toBe('figure');
	const few = { id: 'few', people, answers: answers.slice(0, 9), more: anonymous };
	await plantPulse(db, few);
	const asked = await readAsked(db.read, await requirePulse(db.read, 'few'));
	expect(resultOf(asked, castTime + 8 * day).shows).toBe('too few');
	expect(groupsOf(asked).flatMap(({ shown }) => shown)).toEqual([]);
});

test('three who were all asked are counted in words, without a figure of a hundred', async () => {
	const people = [cast.picker, cast.secondPicker, cast.thirdPicker];
	const answers = [...people.slice(0, 2).map(saying('+++')), ...people.slice(2).map(saying('-++'))];
	const { whole } = await planted({ people, answers });
	expect(whole.result.shows).toBe('counts');
	expect(headline(whole.result)).toBe('Two of the 3 can state it.');
});

test('no answers, every answer unsure, ended early, run out: each says what it is', async () => {
	const people = atSite('depot').slice(0, 8);
	const none = await planted({ people });
	expect(headline(none.whole.result)).toBe('Nobody has answered yet.');
	const later = resultOf(await readAsked(none.db.read, none.pulse), castTime + 8 * day);
	expect(later.state).toBe('closed');
	expect(headline(later)).toBe('Nobody answered.');
	const unsure = await planted({
		people,
		answers: people.map(saying('???')),
		more: { endedAt: castTime + hour, endedBy: cast.chiefExecutive.id },
	});
	expect(unsure.whole.result.state).toBe('ended early');
	expect(headline(unsure.whole.result)).toBe(
		'Between 0 and 100 of 100 know it: 8 answers wait for readers.',
	);
});
