import type { APIContext } from 'astro';
import { newRecoveryCodes } from '#auth/proofs/recovery-codes.ts';
import { database, environment } from '../installation.ts';
import { paths } from '../paths.ts';

const name = 'touchstone_codes';

type Cookies = APIContext['cookies'];

/** New codes: told once, they travel to the page that tells them in a cookie, for five minutes at most. */
export async function tellCodes(
	{ cookies, locals }: Pick<APIContext, 'cookies' | 'locals'>,
	employeeId: string,
): Promise<void> {
	const codes = await newRecoveryCodes(database, { employeeId, at: locals.now });
	cookies.set(name, codes.join('.'), {
		path: paths.myProofs,
		httpOnly: true,
		sameSite: 'strict',
		secure: environment.PUBLIC_ORIGIN?.startsWith('https:') ?? false,
		maxAge: 300,
	});
}

/** The codes to tell now; they are not told again. */
export function codesToShow(cookies: Cookies): readonly string[] {
	const codes = cookies.get(name)?.value.split('.') ?? [];
	if (codes.length > 0) cookies.delete(name, { path: paths.myProofs });
	return codes.filter((code) => /^[0-9a-z]{5}-[0-9a-z]{5}$/.test(code));
}
