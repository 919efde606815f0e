import { enrolKiosk, makeKioskCode, readKioskCode } from '#auth/kiosks/enrol.ts';
import { giveBadges } from '#auth/badges/give.ts';
import { printBadges } from '#auth/badges/print.ts';
import type { Database } from '#db/connection.ts';
import type { CastPerson } from '#db/seed/cast-person.ts';
import { changeSettings, readSettings, type Settings } from '#people/settings.ts';
import { cast, castTime, personOf } from '#test/cast.ts';

// Kiosks and badges as tests need them, by the product's own functions.

/** Enrols a device at a site; returns what its cookie holds. */
export async function kioskAt(db: Database, siteId: string, at = castTime): Promise<string> {
	const who = await personOf(db, cast.administrator);
	const id = await makeKioskCode(db, { name: `At ${siteId}`, siteId }, { who, at });
	const shown = await readKioskCode(db, { id, by: who.id, at });
	if (shown.state !== 'open') throw new Error('The code does not work.');
	return enrolKiosk(db, { code: shown.code, before: undefined, at });
}

/** Gives somebody a badge; returns what it says. */
export async function badgeOf(db: Database, who: CastPerson, at = castTime): Promise<string> {
	const deed = { by: cast.administrator.id, at };
	await giveBadges(db, [who.id], deed);
	const [badge] = await printBadges(db, [await personOf(db, who)], deed);
	if (!badge) throw new Error(`${who.name} has no badge.`);
	return badge.token;
}

export async function set(db: Database, some: Partial<Settings>): Promise<void> {
	const values = { ...(await readSettings(db.read)), ...some };
	await changeSettings(db, { values, by: cast.administrator.id, at: castTime });
}
