import type { APIRoute } from 'astro';
import { requireOwnDevice, requireRight } from '#auth/guard.ts';
import { asFile, takeCopy } from '../../../layouts/privacy/take-copy.ts';

/** Everything on record about somebody, for machines; that it was taken is on record. */
export const GET: APIRoute = async ({ locals, params }) => {
	const { id: by } = requireRight(locals, 'keep the law');
	requireOwnDevice(locals);
	const employeeId = params['id'] ?? '';
	const copy = await takeCopy({ employeeId, by, at: locals.now, as: 'file' });
	return asFile(copy, locals.now);
};
