import { eq } from 'drizzle-orm';
import { buildEndSessionUrl } from 'openid-client';
import type { Database, Reader } from '#db/connection.ts';
import { companySessions } from '#db/schema/identities.ts';
import { sha256 } from '#lib/hash.ts';
import { secretsOf } from './flow.ts';
import type { Provider } from './provider.ts';

/** Keeps with a session that the provider began what ends it there too. */
export async function noteCompanySession(
	db: Database,
	{ sessionId, idToken }: { readonly sessionId: string; readonly idToken: string },
): Promise<void> {
	const row = { sessionIdHash: sha256(sessionId), idToken };
	await db.write((tx) => tx.insert(companySessions).values(row).onConflictDoNothing());
}

/** What tells the provider whose session ends; undefined if it began otherwise. */
export async function idTokenOf(db: Reader, sessionId: string): Promise<string | undefined> {
	const [row] = await db
		.select({ idToken: companySessions.idToken })
		.from(companySessions)
		.where(eq(companySessions.sessionIdHash, sha256(sessionId)));
	return row?.idToken;
}

/** Where the browser signs out of the provider; undefined where the provider has no such place. */
export async function signOutUrl(
	provider: Provider,
	{ id, idToken }: { readonly id: string; readonly idToken: string },
): Promise<URL | undefined> {
	const config = await provider.configuration();
	if (!config.serverMetadata().end_session_endpoint) return undefined;
	return buildEndSessionUrl(config, {
		id_token_hint: idToken,
		post_logout_redirect_uri: provider.terms.afterSignOut,
		state: secretsOf(id).state,
	});
}
