import { expect, test } from 'vitest';
import { readMyToday } from '#completions/standings.ts';
import { isUnchanged } from '#completions/what-changed.ts';
import { searchStandard } from '#lessons/search.ts';
import { statementHtml } from '#lessons/transclude.ts';
import type { CastPerson } from '#db/seed/cast-person.ts';
import type { Quantity } from '#lib/quantity.ts';
import type { PolicyBody } from '#policies/body.ts';
import { versionsFor } from '#policies/reading.ts';
import { readPolicies } from '#policies/versions.ts';
import { verifyVersions } from '#policies/verify-versions.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import {
	hour,
	learner,
	lesson,
	publish,
	smallCompany,
	type SmallCompany,
	tryToPublish,
	update,
} from '#test/small-company.ts';

const at = castTime + hour;
const days = (value: number): Quantity => ({ value, unit: 'day' });

/** Thirty days, and other values in some places. */
function windowOf(varies: Readonly<Record<string, Quantity>>, general = 30) {
	return (body: PolicyBody): PolicyBody => ({
		...body,
		facts: { ...body.facts, window: { ...days(general), varies } },
	});
}

async function statementFor({ db }: SmallCompany, who: CastPerson, moment: number) {
	const person = await personOf(db, who);
	const versions = versionsFor(person, await readPolicies(db.read), moment);
	return statementHtml('loans', { versions }).replaceAll('\u00a0', ' ');
}

test('everybody reads the value of her own place: in the standard, the search and the quiz', async () => {
	const company = await smallCompany();
	const varies = { 'market:PT': days(21), 'site:warehouse': days(14) };
	await publish(company, 'loans', windowOf(varies, 28), { at });
	expect(await statementFor(company, cast.storeAssociate, at + 1)).toContain('for 28 days');
	expect(await statementFor(company, cast.vendorAgent, at + 1)).toContain('for 21 days');
	expect(await statementFor(company, cast.picker, at + 1)).toContain('for 14 days');
	for (const [who, value] of [
		[cast.storeAssociate, 28],
		[cast.vendorAgent, 21],
		[cast.picker, 14],
	] as const) {
		const person = await personOf(company.db, who);
		const versions = versionsFor(person, await readPolicies(company.db.read), at + 1);
		const found = searchStandard(company.catalogue, versions, String(value));
		expect(found.map(({ id }) => id)).toContain('loans');
		const reader = await learner(company, who);
		expect(await rightAnswerSeen(reader)).toContain(`${value}\u00a0days`);
	}
});

async function rightAnswerSeen(reader: Awaited<ReturnType<typeof learner>>): Promise<string> {
	for (let named: string | undefined; ;) {
		const page = await reader.open(lesson('lending'), at + 1, named);
		const { options, id } = page.question;
		if (id === 'how-long') return options.find((option) => option.startsWith('Right')) ?? '';
		named = (await reader.give(page, 'right', at + 1)).attemptId;
	}
}

test('the chain of versions holds with values by place in it', async () => {
	const company = await smallCompany();
	await publish(company, 'loans', windowOf({ 'market:PT': days(21) }), { at });
	expect(await verifyVersions(company.db.read)).toMatchObject({ holds: true });
});

test('whom a change of another place asks again is told that nothing changed for her, and what did', async () => {
	const company = await smallCompany();
	const [amina, agent] = [
		await learner(company, cast.picker),
		await learner(company, cast.vendorAgent),
	];
	for (const person of [amina, agent]) await person.finish(lesson('lending'), castTime);
	await publish(company, 'loans', windowOf({ 'market:PT': days(21) }), { at });
	const seen = async ({ person }: typeof amina) => {
		const history = await readPolicies(company.db.read);
		const around = { person, catalogue: company.catalogue, history, at: at + 1 };
		const { changes } = await readMyToday(company.db.read, around);
		return changes.find(({ after }) => after.policyId === 'loans') ?? expect.fail('not asked');
	};
	const hers = (await seen(amina)).comparison;
	expect(isUnchanged(hers)).toBe(true);
	expect(hers.elsewhere).toEqual([
		{ name: 'window', place: 'market:PT', before: undefined, after: '21\u00a0days' },
	]);
	const theirs = (await seen(agent)).comparison;
	expect(isUnchanged(theirs)).toBe(false);
	expect(theirs.facts).toMatchObject([
		{ name: 'window', before: '30\u00a0days', after: '21\u00a0days' },
	]);
	expect(theirs.elsewhere).toEqual([]);
	await agent.finish(update('loans'), at + 1);
});

test('where the general value changes, a place with its own is told that others have another now', async () => {
	const company = await smallCompany();
	const own = { 'market:PT': days(21) };
	await publish(company, 'loans', windowOf(own), { at });
	const agent = await learner(company, cast.vendorAgent);
	await agent.finish(lesson('lending'), at + 1);
	await publish(company, 'loans', windowOf(own, 40), { at: at + hour });
	const history = await readPolicies(company.db.read);
	const around = { person: agent.person, catalogue: company.catalogue, history, at: at + hour + 1 };
	const [change] = (await readMyToday(company.db.read, around)).changes;
	expect(change && isUnchanged(change.comparison)).toBe(true);
	expect(change?.comparison.elsewhere).toMatchObject([{ place: undefined, after: '40\u00a0days' }]);
});

test('a right answer that is wrong in one place only is refused with the place, the file and the line', async () => {
	const company = await smallCompany();
	const outcome = await tryToPublish(company, 'loans', windowOf({ 'market:PT': days(90) }), { at });
	if (outcome.kind === 'published') return expect.fail('it was published');
	expect(outcome.refusals).toEqual([
		{
			place: expect.stringMatching(/^content\/lessons\/lending\/en\.mdx:\d+$/),
			message: expect.stringMatching(/^For Portugal: The right answer .* below 60/),
		},
	]);
	const other = await smallCompany();
	const site = await tryToPublish(other, 'loans', windowOf({ 'site:warehouse': days(45) }), {
		at,
	});
	if (site.kind === 'published') return expect.fail('it was published');
	expect(site.refusals.map(({ message }) => message).join()).toMatch(
		/For Warehouse: The wrong answer “45 days” would become right/,
	);
});

test('a place whose value changes is a material change, and the same values are no change', async () => {
	const company = await smallCompany();
	const editorial = { at, change: 'editorial' } as const;
	const outcome = await tryToPublish(
		company,
		'loans',
		windowOf({ 'market:PT': days(21) }),
		editorial,
	);
	expect(outcome).toMatchObject({ kind: 'refused', refusals: [{ place: 'Fact window' }] });
	const other = await smallCompany();
	await publish(other, 'loans', windowOf({ 'market:PT': days(21) }), { at });
	const same = await tryToPublish(other, 'loans', (body) => body, { at: at + hour });
	expect(same).toMatchObject({ kind: 'refused', refusals: [{ place: 'The draft' }] });
});
