import type { APIContext } from 'astro';
import {
	beginFlow,
	type Flow,
	flowKey,
	flowLasts,
	readFlow,
	secretsOf,
} from '#auth/single-sign-on/flow.ts';
import { createStartLimits } from '#auth/single-sign-on/limits.ts';
import { database, environment } from '../installation.ts';
import { paths } from '../paths.ts';
import { isUnnamed } from './pending.ts';
import { heldOnTheWay, holdOnTheWay } from './unwritten.ts';

// What ties a browser to its way to the company's sign-in and back: a cookie for each way, so that
// two windows do not get in each other's way.

type Browser = Pick<APIContext, 'cookies' | 'locals'>;

const startLimits = createStartLimits();
const secure = environment.PUBLIC_ORIGIN?.startsWith('https:') ?? false;

/** Sets a browser on its way; returns what names the way, or nothing if it set out too often. */
export async function setOut(
	{ cookies, locals }: Browser,
	flow: Partial<Flow> & Pick<Flow, 'kind' | 'next'>,
): Promise<string | undefined> {
	if (!(await startLimits.take(locals.address, flow.pending?.length ?? 0))) return undefined;
	// What is said without a name is not written down on the way either.
	const unnamed = flow.pending && isUnnamed(flow.pending) ? flow.pending : undefined;
	const written = unnamed === undefined ? flow : { ...flow, pending: null };
	const id = await beginFlow(database, written, locals.now);
	if (unnamed !== undefined) holdOnTheWay(id, unnamed, locals.now);
	const key = flowKey(secretsOf(id).state);
	// Lax: the provider sends the browser back with a link, and then the cookie has to come along.
	cookies.set(cookieOf(key), id, {
		...{ httpOnly: true, secure, sameSite: 'lax', path: paths.signIn, maxAge: flowLasts / 1000 },
	});
	return key;
}

/** The id of a way, if this is the browser that set out on it. */
export function wayOf({ cookies }: Pick<APIContext, 'cookies'>, key: string): string | undefined {
	const id = cookies.get(cookieOf(key))?.value;
	return id !== undefined && flowKey(secretsOf(id).state) === key ? id : undefined;
}

/** What this browser brought along on the way that an address names. */
export async function readWay(context: Browser & Pick<APIContext, 'url'>) {
	const id = wayOf(context, context.url.searchParams.get('flow') ?? '');
	const at = context.locals.now;
	const flow = id === undefined ? undefined : await readFlow(database.read, { id, at });
	return id && flow ? { ...flow, pending: flow.pending ?? heldOnTheWay(id, at) } : flow;
}

/** What is said after signing out; only the browser that did hears that the provider did too. */
export function cameOut(context: Browser & Pick<APIContext, 'url'>): string | undefined {
	const { searchParams } = context.url;
	const id = wayOf(context, flowKey(searchParams.get('state') ?? ''));
	if (id && secretsOf(id).state === searchParams.get('state')) {
		return 'You are signed out, here and of your company account.';
	}
	return searchParams.get('out') === 'here'
		? 'You are signed out here. On a shared device, sign out of your company account too.'
		: undefined;
}

function cookieOf(key: string): string {
	return `touchstone_way_${key.replace(/[^\w-]/g, '')}`;
}
