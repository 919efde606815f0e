import { appendAudit } from '#audit/append.ts';
import { type CopyFor, type PersonCopy, readCopy } from '#privacy/copy.ts';
import { database } from '../../installation.ts';

type Asking = {
	readonly employeeId: string;
	readonly by: string;
	readonly at: number;
	readonly as: 'page' | 'file';
};

/** A copy of everything about somebody; that it was taken, and by whom, is on record first. */
export async function takeCopy({ employeeId, by, at, as }: Asking): Promise<PersonCopy> {
	const reader: CopyFor = by === employeeId ? 'herself' : 'an administrator';
	const copy = await readCopy(database, employeeId, reader);
	await database.write((tx) =>
		appendAudit(tx, {
			...{ at, actorId: by, action: 'person.exported' },
			...{ objectType: 'employee', objectId: employeeId, payload: { as } },
		}),
	);
	return copy;
}

/** The copy for machines: JSON in UTF-8. */
export function asFile(copy: PersonCopy, at: number): Response {
	const takenAt = new Date(at).toISOString();
	return new Response(
		JSON.stringify({ takenAt, times: 'milliseconds since 1970, UTC', ...copy }, null, '\t'),
		{
			headers: {
				'content-type': 'application/json; charset=utf-8',
				'content-disposition': `attachment; filename="everything-about-${String(copy.about['number'])}.json"`,
			},
		},
	);
}
