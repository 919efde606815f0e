import type { APIContext } from 'astro';
import { environment } from '../installation.ts';
import { paths } from '../paths.ts';

const secure = environment.PUBLIC_ORIGIN?.startsWith('https:') ?? false;
const asksAgain = 'touchstone_asks_again';

/**
 * Where the provider has no sign-out of its own, it is asked to ask who it is the next time: or the
 * next one at the same device would be somebody else with one click.
 */
export function askAgain({ cookies }: Pick<APIContext, 'cookies'>): void {
	const maxAge = 12 * 3600;
	cookies.set(asksAgain, '1', {
		httpOnly: true,
		secure,
		sameSite: 'lax',
		path: paths.signIn,
		maxAge,
	});
}

export function isToAskAgain({ cookies }: Pick<APIContext, 'cookies'>): boolean {
	return cookies.has(asksAgain);
}

export function askAsUsual({ cookies }: Pick<APIContext, 'cookies'>): void {
	cookies.delete(asksAgain, { path: paths.signIn });
}
