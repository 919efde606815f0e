import type { APIContext } from 'astro';
import { getActionContext } from 'astro:actions';
import { ownPath } from '../paths.ts';
import { pack, unpack } from './pending.ts';
import { keepBegun, readBegun } from './unwritten.ts';

/**
 * A form that met a session which was over. The sign-in page carries it; on a kiosk, where somebody
 * else may be next, the server keeps it, and gives it to nobody but the person whose it was.
 */
export async function packOrKeep(context: APIContext, action: string): Promise<string | undefined> {
	const packed = pack(action, await context.request.clone().formData());
	const { timedOut: employeeId, now: at } = context.locals;
	if (!employeeId) return packed;
	const page = context.url.pathname;
	if (packed) await keepBegun({ employeeId, packed, page, sent: true, at });
	return undefined;
}

/** Fills a form in again with what its person had begun before her time on a kiosk was over. */
export async function giveBack(context: APIContext): Promise<undefined> {
	const { person, now: at } = context.locals;
	if (!person || !context.url.searchParams.has('kept')) return;
	const kept = await readBegun(person.id, at);
	const form = kept && pageKeptOf(kept.page) === pageOf(context.url);
	const { action, values } = (form && unpack(kept.packed)) || {};
	if (!action) return;
	const { setActionResult, serializeActionResult } = getActionContext(context);
	const result = { data: { problems: {}, values }, error: undefined };
	setActionResult(action, serializeActionResult(result));
}

/** The address under which a page gives back what was kept on it. */
export function pageKeptOf(page: string): string {
	const url = new URL(ownPath(page), 'http://here');
	url.searchParams.delete('_action');
	url.searchParams.set('kept', '1');
	return pageOf(url);
}

function pageOf({ pathname, search }: URL): string {
	return `${pathname}${search}`;
}
