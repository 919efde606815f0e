import { createHmac, randomBytes } from 'node:crypto';
import { and, eq, gt, isNull, lte } from 'drizzle-orm';
import { buildAuthorizationUrl, calculatePKCECodeChallenge } from 'openid-client';
import type { Database, Reader } from '#db/connection.ts';
import { signInFlows } from '#db/schema/identities.ts';
import { sha256 } from '#lib/hash.ts';
import type { Provider } from './provider.ts';

export type Flow = Pick<
	typeof signInFlows.$inferSelect,
	'kind' | 'next' | 'pending' | 'idToken' | 'spentAt'
>;

/** Milliseconds from leaving for the provider to being back. */
export const flowLasts = 10 * 60_000;

/**
 * What goes with a browser's id and never leaves it in the clear: `state` says that the answer is to
 * this browser's question, `nonce` that the token is, and only who knows `verifier` may redeem the
 * code. Each is derived from the id, so that a stolen database has none of them.
 */
export function secretsOf(id: string) {
	const derive = (what: string) => createHmac('sha256', id).update(what).digest('base64url');
	return { state: derive('state'), nonce: derive('nonce'), verifier: derive('verifier') };
}

/** What tells apart the ways of one browser, one a window: no secret, it ends the cookie's name. */
export function flowKey(state: string): string {
	return state.slice(0, 12);
}

/** Sets out; returns the id that the browser keeps in a cookie. */
export async function beginFlow(
	db: Database,
	flow: Partial<Flow> & Pick<Flow, 'kind' | 'next'>,
	at: number,
): Promise<string> {
	const id = randomBytes(32).toString('base64url');
	const row = { ...flow, idHash: sha256(id), expiresAt: at + flowLasts };
	await db.write(async (tx) => {
		await tx.delete(signInFlows).where(lte(signInFlows.expiresAt, at));
		await tx.insert(signInFlows).values(row);
	});
	return id;
}

/** Opens a flow, once: whoever comes again with the same id finds nothing. */
export async function takeFlow(
	db: Database,
	{ id, kind, at }: { readonly id: string; readonly kind: Flow['kind']; readonly at: number },
): Promise<Flow | undefined> {
	const open = and(
		eq(signInFlows.idHash, sha256(id)),
		eq(signInFlows.kind, kind),
		gt(signInFlows.expiresAt, at),
		isNull(signInFlows.spentAt),
	);
	return db.write(async (tx) => {
		const [flow] = await tx.select().from(signInFlows).where(open);
		if (flow) await tx.update(signInFlows).set({ spentAt: at }).where(open);
		return flow;
	});
}

/** What a browser brought along, whether or not it got in: it is hers to send again. */
export async function readFlow(
	db: Reader,
	{ id, at }: { readonly id: string; readonly at: number },
): Promise<Pick<Flow, 'kind' | 'next' | 'pending' | 'spentAt'> | undefined> {
	const [flow] = await db
		.select({
			kind: signInFlows.kind,
			next: signInFlows.next,
			pending: signInFlows.pending,
			spentAt: signInFlows.spentAt,
		})
		.from(signInFlows)
		.where(and(eq(signInFlows.idHash, sha256(id)), gt(signInFlows.expiresAt, at)));
	return flow;
}

/** What was kept is where it belongs, or nobody needs it. */
export async function emptyFlow(db: Database, id: string): Promise<void> {
	const nothing = { pending: null, idToken: null };
	await db.write((tx) =>
		tx
			.update(signInFlows)
			.set(nothing)
			.where(eq(signInFlows.idHash, sha256(id))),
	);
}

/** Where the browser goes to sign in; `again` asks the provider to ask who it is, whoever was there before. */
export async function authorizationUrl(
	provider: Provider,
	id: string,
	{ again = false } = {},
): Promise<URL> {
	const { state, nonce, verifier } = secretsOf(id);
	const { back, scope } = provider.terms;
	return buildAuthorizationUrl(await provider.configuration(), {
		redirect_uri: back,
		scope,
		state,
		nonce,
		response_mode: 'query',
		code_challenge: await calculatePKCECodeChallenge(verifier),
		code_challenge_method: 'S256',
		...(again ? { prompt: 'login' } : {}),
	});
}
