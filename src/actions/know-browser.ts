import type { AstroCookies } from 'astro';
import { deviceCookie, deviceLasts, rememberDevice } from '#auth/known-devices.ts';
import { database, environment } from '../installation.ts';

/** Remembers that somebody signed in with this browser: guesses made elsewhere don't keep her out here. */
export async function knowBrowser(
	cookies: AstroCookies,
	{ employeeId, at }: { employeeId: string; at: number },
): Promise<void> {
	const browser = cookies.get(deviceCookie)?.value;
	const value = await rememberDevice(database, { browser, employeeId, at });
	cookies.set(deviceCookie, value, {
		httpOnly: true,
		sameSite: 'lax',
		path: '/',
		secure: environment.PUBLIC_ORIGIN?.startsWith('https:') ?? false,
		maxAge: deviceLasts * 86_400,
	});
}
