/** What the administrator agreed with the company's provider; see src/lib/environment.ts. */
export type Terms = {
	readonly issuer: URL;
	readonly clientId: string;
	/** None for an application without one: PKCE alone then proves who asked. */
	readonly clientSecret: string | undefined;
	/** The claim that names somebody of the roster. */
	readonly claim: string;
	/** What stands on the button. */
	readonly label: string;
	readonly scope: string;
	/** The team of those whom the sign-in may enrol. */
	readonly teamId: string | undefined;
	/** Where the provider sends people back to. */
	readonly back: string;
	/** Where it sends them after signing out. */
	readonly afterSignOut: string;
};

type Variables = {
	readonly OIDC_ISSUER?: string | undefined;
	readonly OIDC_CLIENT_ID?: string | undefined;
	readonly OIDC_CLIENT_SECRET?: string | undefined;
	readonly OIDC_CLAIM?: string | undefined;
	readonly OIDC_LABEL?: string | undefined;
	readonly OIDC_SCOPE?: string | undefined;
	readonly OIDC_TEAM?: string | undefined;
};

/** Undefined where no provider is configured. */
export function termsFrom(
	env: Variables,
	addresses: Pick<Terms, 'back' | 'afterSignOut'>,
): Terms | undefined {
	if (env.OIDC_ISSUER === undefined || env.OIDC_CLIENT_ID === undefined) return undefined;
	const claim = env.OIDC_CLAIM ?? 'employee_number';
	return {
		...addresses,
		issuer: new URL(env.OIDC_ISSUER),
		clientId: env.OIDC_CLIENT_ID,
		clientSecret: env.OIDC_CLIENT_SECRET,
		claim,
		label: env.OIDC_LABEL ?? 'Sign in with your company account',
		scope: env.OIDC_SCOPE ?? (claim === 'email' ? 'openid profile email' : 'openid profile'),
		teamId: env.OIDC_TEAM,
	};
}
