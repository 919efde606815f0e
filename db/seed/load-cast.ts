import { eq } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import { setPin } from '#auth/set-pin.ts';
import type { Database } from '#db/connection.ts';
import { organisation, settings } from '#db/schema/organisation.ts';
import { enrolEmployee } from '#people/enrol.ts';
import { changeSettings, readSettings } from '#people/settings.ts';
import { addSite, addTeam, addVendor } from '#people/organise.ts';
import { castPeople, demonstrationPin, startOf } from './cast.ts';
import { mailOf } from './cast-mail.ts';
import type { CastPerson } from './cast-person.ts';
import { castSites, castTeams, castVendors, companyName, companyTimeZone } from './cast-places.ts';

/** Grace Okafor, who decides the settings. */
const administratorId = 'e1003';

/** Who gets the demonstration PIN: everybody, nobody, or the people with these numbers. */
export type PinsFor = 'everybody' | 'none' | readonly string[];

export type Loading = {
	readonly pins: PinsFor;
	/** The present that first days are counted back from, if it is not the moment of loading. */
	readonly present?: number;
};

/** The whole demonstration company: its places, and everybody who has started by a moment. */
export async function loadCast(db: Database, at: number, loading: Loading): Promise<void> {
	await loadPlacesAndPeople(db, at, loading);
	await foundOrganisation(db, { ...demonstration, createdAt: at, at });
}

/** The same without the row that says that a company lives here: for a load that goes on. */
export async function loadPlacesAndPeople(
	db: Database,
	at: number,
	{ pins, present = at }: Loading,
): Promise<void> {
	await db.write(async (tx) => {
		const deed = { by: null, at };
		for (const site of castSites) await addSite(tx, site, deed);
		for (const vendor of castVendors) await addVendor(tx, vendor, deed);
		for (const team of castTeams) await addTeam(tx, team, deed);
	});
	const here = castPeople.filter((person) => startOf(person, present) <= at);
	await enrolCast(db, here, { at, pins, present });
	await askNoSecondProof(db, at);
}

/**
 * Whoever tries the demonstration out comes with a number and a PIN and nothing else; unless somebody
 * there has decided otherwise.
 */
export async function askNoSecondProof(db: Database, at: number): Promise<void> {
	const decided = eq(settings.key, 'secondProofNeeded');
	if ((await db.read.select().from(settings).where(decided)).length > 0) return;
	const values = { ...(await readSettings(db.read)), secondProofNeeded: false };
	await changeSettings(db, { values, by: administratorId, at });
}

/** Enrols people of the cast; their PINs are hashed side by side. */
export async function enrolCast(
	db: Database,
	people: readonly CastPerson[],
	{ at, pins, present }: { at: number; pins: PinsFor; present: number },
): Promise<void> {
	await Promise.all(people.map((person) => enrol(db, person, { at, present })));
	const withPin = people.filter(({ number }) => pins === 'everybody' || pins.includes(number));
	await Promise.all(
		withPin.map(({ id }) => setPin(db, { employeeId: id, pin: demonstrationPin, by: null, at })),
	);
}

/** What the organisation's row says about the demonstration. */
export const demonstration = {
	name: companyName,
	timeZone: companyTimeZone,
	origin: 'demonstration',
} as const;

/** Says whose database this is. Written last: a load that was broken off has no such row. */
export async function foundOrganisation(
	db: Database,
	{ at, ...row }: Omit<typeof organisation.$inferSelect, 'id'> & { readonly at: number },
): Promise<void> {
	await db.write(async (tx) => {
		await tx.insert(organisation).values({ id: 1, ...row });
		await appendAudit(tx, {
			at,
			actorId: null,
			action: 'organisation.founded',
			objectType: 'organisation',
			objectId: '1',
			payload: row,
		});
	});
}

function enrol(
	db: Database,
	person: CastPerson,
	{ at, present }: { at: number; present: number },
): Promise<void> {
	const { startedDaysAgo, ...columns } = person;
	const employee = { ...columns, email: mailOf(person), startedAt: startOf(person, present) };
	return db.write((tx) => enrolEmployee(tx, employee, { by: null, at }));
}
