import type { ActionAPIContext } from 'astro:actions';
import { idTokenOf } from '#auth/single-sign-on/sign-out.ts';
import { database, provider } from '../installation.ts';
import { paths } from '../paths.ts';
import { setOut } from './company-way.ts';

/**
 * Where somebody goes who signs out and came by the company's sign-in: out of that too, or the next
 * one at the same computer would be her with one click. Undefined where she came otherwise.
 */
export async function leaveCompany(
	context: Pick<ActionAPIContext, 'cookies' | 'locals'>,
	sessionId: string,
): Promise<string | undefined> {
	const idToken = provider && (await idTokenOf(database.read, sessionId));
	if (!idToken) return undefined;
	const key = await setOut(context, { kind: 'out', next: paths.signIn, idToken });
	return key && paths.singleSignOnOut(key);
}
