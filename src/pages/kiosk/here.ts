import type { APIRoute } from 'astro';
import { allowEverybody, requirePerson } from '#auth/guard.ts';
import { signOutHere } from '../../actions/kiosk-door.ts';
import { pack, type PendingAction } from '../../actions/pending.ts';
import { keepBegun } from '../../actions/unwritten.ts';
import { ownPath } from '../../paths.ts';

const nothing = () => new Response(null, { status: 204 });

/** A kiosk's page was touched: the request itself is what counts. */
export const GET: APIRoute = ({ locals }) => {
	requirePerson(locals);
	return nothing();
};

/** Nobody answered "Still there?": what she had begun is kept for her, and she is signed out. */
export const POST: APIRoute = async (context) => {
	// A tablet that slept finds her time over already; what she began is hers all the same.
	const employeeId = allowEverybody(context.locals)?.id ?? context.locals.timedOut;
	if (!employeeId) return nothing();
	const form = await context.request.formData();
	const [action, page] = [form.get('kept-action'), form.get('kept-page')];
	for (const name of ['kept-action', 'kept-page']) form.delete(name);
	const packed = typeof action === 'string' && isKept(action) ? pack(action, form) : undefined;
	if (packed && typeof page === 'string') {
		const kept = { employeeId, packed, page: ownPath(page), sent: false };
		await keepBegun({ ...kept, at: context.locals.now });
	}
	await signOutHere(context);
	return nothing();
};

/** A policy's draft is not among them: it saves itself while somebody writes. */
const keeping: readonly string[] = [
	'answer',
	'answerAsked',
	'answerUnnamed',
	'tellUs',
] satisfies readonly PendingAction[];

function isKept(action: string): boolean {
	return keeping.includes(action);
}
