import type { APIRoute } from 'astro';
import { requirePerson } from '#auth/guard.ts';
import { keepForm } from '#auth/kiosks/kept-forms.ts';
import { signOutHere } from '../../actions/kiosk-door.ts';
import { pack } from '../../actions/pending.ts';
import { database } from '../../installation.ts';
import { ownPath } from '../../paths.ts';

const nothing = () => new Response(null, { status: 204 });

/** A kiosk's page was touched: the request itself is what counts. */
export const GET: APIRoute = ({ locals }) => {
	requirePerson(locals);
	return nothing();
};

/** Nobody answered "Still there?": what she had begun is kept for her, and she is signed out. */
export const POST: APIRoute = async (context) => {
	const { id: employeeId } = requirePerson(context.locals);
	const form = await context.request.formData();
	const [action, page] = [form.get('kept-action'), form.get('kept-page')];
	for (const name of ['kept-action', 'kept-page']) form.delete(name);
	const packed = typeof action === 'string' ? pack(action, form) : undefined;
	if (packed && typeof page === 'string') {
		const kept = { employeeId, packed, page: ownPath(page), sent: false };
		await keepForm(database, { ...kept, at: context.locals.now });
	}
	await signOutHere(context);
	return nothing();
};
