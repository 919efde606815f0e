import { randomInt } from 'node:crypto';
import { pinProblem } from '#auth/pins/rules.ts';
import { setPin } from '#auth/set-pin.ts';
import type { Database } from '#db/connection.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { enrolEmployee } from '#people/enrol.ts';
import { addSite, addTeam } from '#people/organise.ts';
import { adoptContent } from '#publishing/adopt-content.ts';
import { foundOrganisation } from './load-cast.ts';

const name = 'Our company';
const siteId = 'first-site';
const teamId = 'company';

const administrator = {
	id: 'e1000',
	number: '1000',
	name: 'Administrator',
	job: 'Administrator',
	teamId,
	channels: ['behind-the-scenes'],
	roles: ['administrator', 'leader', 'manager'],
	leads: [teamId],
} as const;

/** A company with one site, one team and one administrator; her PIN is told once and kept nowhere. */
export async function foundEmptyCompany(
	db: Database,
	catalogue: Catalogue,
	{ timeZone, at }: { timeZone: string; at: number },
): Promise<{ number: string; pin: string }> {
	const deed = { by: null, at };
	await db.write(async (tx) => {
		await addSite(tx, { id: siteId, name, timeZone }, deed);
		const team = { id: teamId, name, parentId: null, siteId, vendorId: null, shift: null };
		await addTeam(tx, team, deed);
		await enrolEmployee(tx, { ...administrator, startedAt: at }, deed);
	});
	const pin = randomPin();
	await setPin(db, { employeeId: administrator.id, pin, ...deed });
	await adoptContent(db, catalogue, at);
	await foundOrganisation(db, { name, timeZone, createdAt: at, origin: 'real', at });
	return { number: administrator.number, pin };
}

function randomPin(): string {
	const pin = String(randomInt(1_000_000)).padStart(6, '0');
	return pinProblem(pin) ? randomPin() : pin;
}
