import { createServer } from 'node:http';
import { type ClientMetadata, type Configuration, Provider } from 'oidc-provider';

// A certified OpenID Connect provider on this machine, for tests and for trying single sign-on out.
// Whoever types an employee number into its page is that person; it asks for no password of its own.

export type Account = {
	/** The claim `employee_number`; the account's own name if nothing is said. */
	readonly employeeNumber?: string;
	readonly name?: string;
	readonly email?: string;
	readonly emailVerified?: boolean;
};

export type RealProvider = {
	readonly issuer: string;
	/** What the provider says of an account from now on. */
	readonly accounts: Map<string, Account>;
	stop(): Promise<void>;
};

type Options = {
	readonly port: number;
	/** Where the product is: http://127.0.0.1:4321. */
	readonly product: string;
	/** Whether people can sign out of it. */
	readonly signsOut?: boolean;
};

const application = { id: 'touchstone', secret: 'only-for-trying-it-out' };

/** What the product is started with. */
export function environmentFor(port: number): Record<string, string> {
	return {
		OIDC_ISSUER: issuerAt(port),
		OIDC_CLIENT_ID: application.id,
		OIDC_CLIENT_SECRET: application.secret,
		OIDC_LABEL: 'Sign in with your test account',
	};
}

function issuerAt(port: number): string {
	return `http://127.0.0.1:${port}`;
}

export async function startRealProvider({
	port,
	product,
	signsOut = true,
}: Options): Promise<RealProvider> {
	const issuer = issuerAt(port);
	const accounts = new Map<string, Account>();
	const client = {
		client_id: application.id,
		client_secret: application.secret,
		client_name: 'Touchstone',
		redirect_uris: [`${product}/sign-in/company/back`],
		...(signsOut ? { post_logout_redirect_uris: [`${product}/sign-in`] } : {}),
		subject_type: 'pairwise',
	} satisfies ClientMetadata;
	const provider = new Provider(issuer, {
		...configurationFor(accounts),
		features: { rpInitiatedLogout: { enabled: signsOut } },
		clients: [client],
	});
	const server = createServer(provider.callback());
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	return {
		issuer,
		accounts,
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function configurationFor(accounts: ReadonlyMap<string, Account>): Configuration {
	return {
		cookies: { keys: [application.secret] },
		claims: {
			profile: ['name', 'employee_number', 'locale'],
			email: ['email', 'email_verified'],
		},
		// An account's `sub` is not its number: the product has to find the number in the claim.
		subjectTypes: ['pairwise'],
		pairwiseIdentifier: (_, account) => `account-${account}`,
		ttl: { Session: 3600, Interaction: 600, Grant: 3600, IdToken: 600, AccessToken: 600 },
		findAccount: (_, id) => ({
			accountId: id,
			claims: () => ({ sub: id, ...claimsOf(id, accounts.get(id)) }),
		}),
		// The company's own application: nobody is asked whether she agrees.
		async loadExistingGrant(context) {
			const { client, session, provider } = context.oidc;
			const grant = new provider.Grant({
				...(client ? { clientId: client.clientId } : {}),
				...(session?.accountId ? { accountId: session.accountId } : {}),
			});
			grant.addOIDCScope('openid profile email');
			await grant.save();
			return grant;
		},
	};
}

function claimsOf(id: string, account: Account = {}) {
	return {
		name: account.name ?? `Account ${id}`,
		employee_number: account.employeeNumber ?? id,
		...(account.email === undefined
			? {}
			: { email: account.email, email_verified: account.emailVerified === true }),
	};
}
