import { eq, inArray } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/sqlite-core';
import { identities } from '#db/schema/identities.ts';
import { badges, keptForms } from '#db/schema/kiosks.ts';
import { authenticatorApps, passkeys, recoveryCodes } from '#db/schema/proofs.ts';
import { directoryMembers, directoryUsers } from '#db/schema/scim.ts';
import { knownDevices, slips } from '#db/schema/slips.ts';
import { deleted, type KeptRow } from './kept-row.ts';

const query = new QueryBuilder({ casing: 'snake_case' });

const directoryUsersOf = (employeeId: string) =>
	query
		.select({ id: directoryUsers.id })
		.from(directoryUsers)
		.where(eq(directoryUsers.employeeId, employeeId));

const access = (title: string) => ({ kind: 'access', title }) as const;

/** What opened the door to somebody besides her PIN. What the company's sign-in began goes with its session. */
export const waysIn: readonly KeptRow[] = [
	deleted(identities, identities.employeeId, access('Accounts at the company’s sign-in')),
	deleted(slips, slips.employeeId, access('Slips')),
	deleted(knownDevices, knownDevices.employeeId, access('Browsers known from signing in')),
	deleted(badges, badges.employeeId, access('Badges')),
	deleted(keptForms, keptForms.employeeId, access('Answers kept on a shared tablet')),
	deleted(passkeys, passkeys.employeeId, access('Passkeys')),
	deleted(authenticatorApps, authenticatorApps.employeeId, access('App with codes')),
	deleted(recoveryCodes, recoveryCodes.employeeId, access('Spare codes, kept as hashes')),
	{
		...{ table: directoryMembers, kind: 'access', of: 'her', then: 'Deleted.' },
		title: 'Groups of a directory',
		whose: (id) => inArray(directoryMembers.userId, directoryUsersOf(id)),
		end: (tx, { id }) =>
			tx.delete(directoryMembers).where(inArray(directoryMembers.userId, directoryUsersOf(id))),
	},
	deleted(directoryUsers, directoryUsers.employeeId, access('What a directory said')),
];
