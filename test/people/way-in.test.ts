import { expect, test } from 'vitest';
import { readChoices } from '#auth/slips/choose.ts';
import { makeSlips } from '#auth/slips/make.ts';
import { giveBadges, revokeBadge } from '#auth/badges/give.ts';
import { readBadges } from '#auth/badges/read.ts';
import type { Database } from '#db/connection.ts';
import { identities } from '#db/schema/identities.ts';
import { passkeys } from '#db/schema/proofs.ts';
import { findPeople } from '#people/find-people.ts';
import { readWayIn } from '#people/way-in.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';

// Who has no way in yet: the directory of people, a person's page and the slips say the same.

const { id, number } = cast.vendorAgent;
const deed = { by: cast.administrator.id, at: castTime };

const account = { issuer: 'https://id.example', subject: 'a', clientId: 'touchstone' };
const passkey = { id: 'p', publicKey: 'k', counter: 0, transports: [], name: 'A phone' };
const at = { employeeId: id, createdAt: castTime };

/** Each of them alone lets somebody in. */
const ways: Readonly<Record<string, (db: Database) => Promise<unknown>>> = {
	badge: (db) => giveBadges(db, [id], deed),
	passkey: (db) => db.write((tx) => tx.insert(passkeys).values({ ...passkey, ...at })),
	'company account': (db) => {
		const linked = { employeeId: id, linkedAt: castTime, lastUsedAt: castTime };
		return db.write((tx) => tx.insert(identities).values({ ...account, ...linked }));
	},
};

test.each(Object.keys(ways))('with a %s somebody can get in, and every page knows', async (way) => {
	const db = await testDatabase();
	expect(await canGetIn(db)).toEqual([false, false, false]);
	await ways[way]?.(db);
	expect(await canGetIn(db)).toEqual([true, true, true]);
});

test('a badge taken away and a slip not used yet let nobody in', async () => {
	const db = await testDatabase();
	await giveBadges(db, [id], deed);
	const [badge] = await readBadges(db.read, [id]);
	await revokeBadge(db, { badgeId: badge?.id ?? '', employeeId: id }, deed);
	await makeSlips(db, { employeeIds: [id], key: 'once', endAccess: false, ...deed });
	expect(await canGetIn(db)).toEqual([false, false, false]);
});

test('with a PIN too', async () => {
	const db = await testDatabase();
	expect(await canGetIn(db, cast.picker)).toEqual([true, true, true]);
});

async function canGetIn(db: Database, whose = { id, number }): Promise<boolean[]> {
	const { possible } = await readWayIn(db.read, whose.id);
	const who = await personOf(db, cast.administrator);
	const standing = 'no way in yet';
	const { people } = await findPeople(db, { words: whose.number, standing });
	const wanted = { teamPath: '', without: true, search: whose.number };
	const choices = await readChoices(db.read, who, wanted, castTime);
	const among = (those: readonly { readonly id: string }[]) =>
		those.some((one) => one.id === whose.id);
	return [possible, !among(people), !among(choices.people)];
}
