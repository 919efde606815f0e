import { eq, inArray } from 'drizzle-orm';
import { type AuditEvent, appendAudit } from '#audit/append.ts';
import { teamClosings } from '#db/schema/person-views.ts';
import { teams } from '#db/schema/people.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid } from '#lib/errors.ts';

/** Who did it, null for the product itself, and when. */
export type Deed = { readonly by: string | null; readonly at: number };

const address = /^[^\s@<>,]+@[^\s@<>,]+$/;

/** What is wrong with what is said of somebody; undefined if nothing is. Only what is given is looked at. */
export function employeeProblem({
	number,
	name,
	channels,
	email,
}: {
	readonly number?: string | undefined;
	readonly name?: string | undefined;
	readonly channels?: readonly string[] | undefined;
	readonly email?: string | null | undefined;
}): Record<string, string> | undefined {
	if (number !== undefined && !/^\S{1,40}$/.test(number)) {
		return { number: 'Write the number without spaces, like 4417.' };
	}
	if (name?.trim() === '') return { name: 'Write the name.' };
	if (email && !address.test(email)) return { email: 'Write it like name@company.example.' };
	if (channels?.length === 0) return { channels: 'Choose at least one channel.' };
	if (channels && new Set(channels).size < channels.length) {
		return { channels: 'Name each channel once.' };
	}
	return undefined;
}

/** Refuses teams that are not there, and those that are no more. */
export async function refuseUnknownTeams(tx: Transaction, ids: readonly string[]): Promise<void> {
	if (ids.length === 0) return;
	const rows = await tx
		.select({ id: teams.id, name: teams.name, closedAt: teamClosings.closedAt })
		.from(teams)
		.leftJoin(teamClosings, eq(teamClosings.teamId, teams.id))
		.where(inArray(teams.id, [...ids]));
	const unknown = ids.find((id) => !rows.some((row) => row.id === id));
	if (unknown !== undefined) throw unknownTeam(unknown);
	const closed = rows.find(({ closedAt }) => closedAt !== null);
	if (!closed) return;
	throw new Invalid({ team: `${closed.name} is closed. Choose another team, or open it again.` });
}

export function unknownTeam(id: string): Invalid {
	return new Invalid({ team: `There is no team ${id}. Add it first.` });
}

/** Puts a deed on record in its own transaction. */
export function recordDeed(
	tx: Transaction,
	{ by, at }: Deed,
	what: Pick<AuditEvent, 'action' | 'objectType' | 'objectId'>,
	payload: AuditEvent['payload'] = {},
): Promise<void> {
	return appendAudit(tx, { at, actorId: by, ...what, payload });
}
