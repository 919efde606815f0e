import { randomInt } from 'node:crypto';
import { pinProblem } from '#auth/pin.ts';
import { setPin } from '#auth/set-pin.ts';
import type { Database } from '#db/connection.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { addSite, addTeam, enrolEmployee } from '#people/enrol.ts';
import { adoptContent } from '#publishing/adopt-content.ts';
import { foundOrganisation } from './load-cast.ts';

const name = 'Our company';
const administrator = { id: 'e1000', number: '1000' };

/** A company with one site, one team and one administrator; her PIN is told once and kept nowhere. */
export async function foundEmptyCompany(
	db: Database,
	catalogue: Catalogue,
	{ timeZone, at }: { timeZone: string; at: number },
): Promise<{ number: string; pin: string }> {
	const deed = { by: null, at };
	await db.write(async (tx) => {
		await addSite(tx, { id: 'first-site', name, timeZone }, deed);
		const team = { id: 'company', name, parentId: null, siteId: 'first-site' };
		await addTeam(tx, { ...team, vendorId: null, shift: null }, deed);
		const employee = {
			...administrator,
			name: 'Administrator',
			job: 'Administrator',
			teamId: team.id,
			startedAt: at,
			channels: ['behind-the-scenes'],
			roles: ['administrator', 'leader', 'manager'] as const,
			leads: [team.id],
		};
		await enrolEmployee(tx, employee, deed);
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
