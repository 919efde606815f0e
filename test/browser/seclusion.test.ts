import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Database } from '#db/connection.ts';
import { castPeople, castPerson } from '#db/seed/cast.ts';
import { castTeams } from '#db/seed/cast-places.ts';
import type { CastPerson } from '#db/seed/cast-person.ts';
import { exemptPerson } from '#assignments/exempt.ts';
import { sendNudge } from '#notifications/nudge.ts';
import { changeEmployee } from '#people/change-employee.ts';
import { nameDeputy } from '#people/deputies.ts';
import { readPolicies } from '#policies/versions.ts';
import { answerRemarks } from '#remarks/answer-remarks.ts';
import { tellUs } from '#remarks/tell-us.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import { answerLesson, changeFile, publishChange, signedIn } from './before-start.ts';
import { ask } from '../pulse/asking.ts';
import { useSite } from './site.ts';

// A vendor's people see nothing of our employees, nor of another vendor's: every page that opens to
// them is read for a name or a number of anybody else.

const vendorOf = ({ teamId }: CastPerson) =>
	castTeams.find(({ id }) => id === teamId)?.vendorId ?? null;
/** Leads the contact centre, and so the vendor's people too. */
const ourManager =
	castPeople.find(({ leads }) => leads.includes('contact-centre')) ?? cast.policyOwner;
const courierLead = castPerson('9001');
const visitors = [cast.vendorAgent, cast.vendorLead, courierLead];
const hour = 3_600_000;
const day = 24 * hour;
/** One of the vendor's, who comes to our payroll. */
const hired =
	castPeople.filter((one) => one.teamId === 'northline' && one.leads.length === 0)[5] ??
	cast.vendorAgent;

const cookies = new Map<string, string>();
const site = useSite({
	prepare: (file) =>
		changeFile(file, async (db) => {
			for (const one of visitors) cookies.set(one.id, await signedIn(db, one));
			await speakToVendors(db);
			await ask(db, visitors, { id: 'a-pulse' });
			const change = { teamId: 'contact-team' };
			const deed = { by: cast.administrator.id, at: castTime + 2 * hour };
			await db.write((tx) => changeEmployee(tx, hired.id, change, deed));
			// Wherever the teams hang: the vendor's lead leads one of ours too.
			const leads = ['northline', 'contact-centre'];
			await db.write((tx) => changeEmployee(tx, cast.vendorLead.id, { leads }, deed));
		}),
});

/** Everything by which one of ours says something to a vendor's people. */
async function speakToVendors(db: Database): Promise<void> {
	const { versions = [] } = (await readPolicies(db.read)).byId.get('returns') ?? {};
	for (const visitor of visitors) {
		const about = { employeeId: visitor.id, policyId: 'returns' };
		await answerLesson(db, visitor, 'returns', { at: castTime });
		await sendNudge(db, {
			id: `n-${visitor.id}`,
			...about,
			sentBy: ourManager.id,
			sentAt: castTime + hour,
		});
		const person = await personOf(db, visitor);
		const words = { policyId: 'returns', version: versions.at(-1)?.number ?? 1, words: 'Why?' };
		const said = { key: crypto.randomUUID(), kind: 'wrong' as const, named: true, ...words };
		const remark = await tellUs(db, said, { person, at: castTime });
		const answer = { key: crypto.randomUUID(), kind: 'answered' as const, words: 'Because.' };
		const by = cast.policyOwner.id;
		await answerRemarks(db, { ...answer, remarkIds: [remark], by, at: castTime + hour });
		await exemptPerson(db, {
			...{ id: `x-${visitor.id}`, ...about, policyId: 'authority', reason: 'Away.' },
			...{ grantedBy: ourManager.id, grantedAt: castTime, endsAt: castTime + 30 * day },
		});
	}
	await publishChange(
		db,
		'returns',
		(body) => ({ ...body, statement: `${body.statement} Gladly.` }),
		castTime + hour,
	);
	const named = { id: 'd', managerId: cast.vendorLead.id, from: '2026-03-18', to: '2026-03-19' };
	const deed = { by: cast.administrator.id, at: castTime };
	const deputy = cast.vendorAgent.number;
	await db.write((tx) => nameDeputy(tx, { ...named, deputy }, deed));
}

/** Something that is there, for each part of an address. */
const parts: readonly (readonly [RegExp, string])[] = [
	[/^standard\/touchpoints\/\[id\]/, 'standard/touchpoints/return'],
	[/^agreements\/\[id\]/, 'agreements/asked'],
	[/^asked\/\[id\]/, 'asked/a-pulse'],
	[/^assignments\/\[id\]/, 'assignments/first-week'],
	[/\[policy\]/, 'authority'],
	[/\[language\]/, 'es'],
	[/\[n\]/, '1'],
	[/\[id\]/, 'returns'],
	[/\[\.*\w+\]/, cast.vendorAgent.id],
];

/** Every page's address, whatever it is about. */
const addresses = [
	...globSync('**/*.{astro,ts}', { cwd: 'src/pages' })
		.filter((file) => !/^(\d{3}|test-clock|healthz|readyz)\./.test(file))
		.map((file) => file.replace(/(\/?index)?(\.(csv|xlsx|json|pdf))?\.(astro|ts)$/, '$2'))
		.map((path) => parts.reduce((known, [part, value]) => known.replace(part, value), path))
		.map((path) => `/${path}`),
	...['/?seen=1', '/team?day=2026-03-17', '/team?state=overdue', '/standard?q=returns'],
	...['/tell-us?policy=returns', '/tell-us?lesson=returns', '/standard/returns?on=2026-03-18'],
	...['/lessons/returns?again=1', `/team/${cast.picker.id}`, `/team/${ourManager.id}`],
];

async function read(visitor: CastPerson, address: string) {
	const cookie = `touchstone_session=${cookies.get(visitor.id) ?? ''}`;
	const response = await fetch(site().server.origin + address, { headers: { cookie } });
	// An id may have a number in it by chance.
	const text = (await response.text()).replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '');
	return { status: response.status, text };
}

const counted = /\b\d+ (people|persons|employees|colleagues)\b/g;

/** Names and numbers as a page would have them. */
function namesIn(text: string, people: readonly CastPerson[]): string[] {
	return people.flatMap(({ id, name, number }) => {
		const has = text.includes(name) || new RegExp(`\\b(${id}|${number})\\b`).test(text);
		return has ? `${number} ${name}` : [];
	});
}

test.each(visitors)('$name reads no name of another company on any page', async (visitor) => {
	await site().server.moveClock(day);
	const others = castPeople.filter(
		(one) => one.id === hired.id || vendorOf(one) !== vendorOf(visitor),
	);
	const found: Record<string, string[]> = {};
	let open = 0;
	for (const address of addresses) {
		const { status, text } = await read(visitor, address);
		if (status === 200) open += 1;
		const leaks = namesIn(text, others);
		// Nor how many of us there are: only of her own people a lead reads a number.
		if (!/^\/(team|slips|badges)/.test(address)) leaks.push(...(text.match(counted) ?? []));
		if (leaks.length > 0) found[address] = leaks;
	}
	expect(found).toEqual({});
	expect(open).toBeGreaterThan(15);
});

test('our own speak to them as the company', async () => {
	const today = await read(cast.vendorAgent, '/');
	expect(today.text).toContain('Halden &amp; Lund asks you to look at');
	const { text } = await read(cast.vendorAgent, '/me/remarks');
	expect(text).toMatch(/Because\.[\s\S]*Halden &amp; Lund, 18 March/);
});

test('who came to our payroll is gone from the vendor’s lead, and her page too', async () => {
	const { text } = await read(cast.vendorLead, '/team');
	expect(namesIn(text, castPeople).length).toBe(11);
	expect(text).not.toContain(hired.name);
	expect((await read(cast.vendorLead, `/team/${hired.id}`)).status).toBe(404);
});
