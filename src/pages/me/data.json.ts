import type { APIRoute } from 'astro';
import { requireOwnDevice, requirePerson } from '#auth/guard.ts';
import { asFile, takeCopy } from '../../layouts/privacy/take-copy.ts';

/** Everything on record about oneself, for machines. */
export const GET: APIRoute = async ({ locals }) => {
	const { id } = requirePerson(locals);
	requireOwnDevice(locals);
	const copy = await takeCopy({ employeeId: id, by: id, at: locals.now, as: 'file' });
	return asFile(copy, locals.now);
};
