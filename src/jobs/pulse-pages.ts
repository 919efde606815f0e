import type { Database } from '#db/connection.ts';
import type { PulsePage } from '#notifications/newsroom.ts';
import type { Person } from '#people/person.ts';
import { askedSecret, askedToken, readOpenPulses } from '#pulse/mail-link.ts';
import { paths } from '../paths.ts';

/** Where each of some people answers what she was drawn for without signing in. */
export async function readPulsePages(
	db: Database,
	people: readonly Pick<Person, 'id'>[],
	{ at, origin }: { readonly at: number; readonly origin: string },
): Promise<PulsePage> {
	const ids = people.map(({ id }) => id);
	const open = await readOpenPulses(db.read, ids, at);
	if (open.size === 0) return () => undefined;
	const secret = await askedSecret(db, at);
	return ({ id: employeeId }, pulseId) => {
		if (!open.has(`${pulseId} ${employeeId}`)) return undefined;
		return new URL(paths.askedByMail(askedToken(secret, { pulseId, employeeId })), origin).href;
	};
}
