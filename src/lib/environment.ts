import { z } from 'astro/zod';
import { isHere } from './bounded-fetch.ts';

const loopback = ['127.0.0.1', '::1', 'localhost'];

/** The company's own sign-in, by OpenID Connect; without an issuer there is none. */
const singleSignOn = {
	/** Its address, as it names itself: https://login.company.example. */
	OIDC_ISSUER: z
		.url({ protocol: /^https?$/, error: 'must be the address of the provider: https://…' })
		.refine(
			(issuer) => !URL.canParse(issuer) || /^https:/i.test(issuer) || isHere(new URL(issuer)),
			{
				message: 'must begin with https:// (http:// only where the provider is on this machine)',
			},
		)
		.optional(),
	OIDC_CLIENT_ID: z.string().optional(),
	OIDC_CLIENT_SECRET: z.string().optional(),
	/** The claim that holds the employee number, or `email`: then a verified address is matched. */
	OIDC_CLAIM: z.string().optional(),
	/** What stands on the button. */
	OIDC_LABEL: z.string().max(60, 'must fit on a button: 60 characters at most').optional(),
	OIDC_SCOPE: z
		.string()
		.regex(/(^| )openid( |$)/, 'must have openid in it, like: openid profile')
		.optional(),
	/** The id of the team that newcomers are enrolled into, where the setting lets them in. */
	OIDC_TEAM: z.string().optional(),
};

const schema = z
	.object({
		DATABASE_URL: z.string().default('file:data/touchstone.db'),
		DATABASE_AUTH_TOKEN: z.string().optional(),
		HOST: z.string().default('127.0.0.1'),
		PORT: z.coerce.number().int().min(0).max(65_535).default(4321),
		/** The address people type, where a proxy stands in front: https://touchstone.example. */
		PUBLIC_ORIGIN: z.url().optional(),
		/** How many proxies of ours stand in front: so many entries of X-Forwarded-For are believed. */
		PROXIES: z.coerce.number().int().min(0).max(5).default(0),
		LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
		ORGANISATION_TIME_ZONE: z.string().default('Europe/Berlin').refine(isTimeZone, {
			message: 'is no time zone; write one like Europe/Berlin',
		}),
		/** The mail server: smtp://user:password@host:587, or smtps://…:465. Without one no mail is sent. */
		SMTP_URL: z
			.url({ protocol: /^smtps?$/, error: 'must begin with smtp:// or smtps:// and name a host' })
			.optional(),
		/** Whom mail comes from: `Touchstone <standards@company.example>`, or the address alone. */
		MAIL_FROM: z
			.string()
			.regex(/^([^<>@\r\n]*<)?[^<>@\s,]+@[^<>@\s,]+>?$/, 'must be an e-mail address')
			.optional(),
		/** `on` lets webhooks go to this very machine, over http too. */
		LOCAL_WEBHOOKS: z.enum(['on', 'off']).default('off'),
		...singleSignOn,
		/** `on` lets tests move the server's clock. */
		TEST_CLOCK: z.enum(['on', 'off']).default('off'),
	})
	.refine((env) => env.TEST_CLOCK === 'off' || loopback.includes(env.HOST), {
		path: ['TEST_CLOCK'],
		message: 'may be on only where HOST is a loopback address',
	})
	.refine((env) => env.LOCAL_WEBHOOKS === 'off' || loopback.includes(env.HOST), {
		path: ['LOCAL_WEBHOOKS'],
		message: 'may be on only where HOST is a loopback address',
	})
	.refine((env) => env.SMTP_URL === undefined || env.MAIL_FROM !== undefined, {
		path: ['MAIL_FROM'],
		message: 'is needed where SMTP_URL is set: the address that mail comes from',
	})
	.refine((env) => (env.OIDC_ISSUER === undefined) === (env.OIDC_CLIENT_ID === undefined), {
		path: ['OIDC_CLIENT_ID'],
		message: 'and OIDC_ISSUER go together: set both, or neither',
	})
	.refine((env) => env.OIDC_TEAM === undefined || env.OIDC_CLAIM !== 'email', {
		path: ['OIDC_TEAM'],
		message: 'needs a claim with the employee number: nobody is enrolled by an address',
	});

export type Environment = z.infer<typeof schema>;

/** Reads the environment once, or says in one sentence per variable what is wrong with it. */
export function readEnvironment(variables: Record<string, string | undefined>): Environment {
	// What is set to nothing is not set: compose files and shells hand such variables on.
	const set = Object.entries(variables).filter(([, value]) => value !== '');
	const result = schema.safeParse(Object.fromEntries(set));
	if (result.success) return result.data;
	const lines = result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
	throw new Error(`The environment cannot be used: ${lines.join('; ')}.`);
}

export function isTimeZone(name: string): boolean {
	return Intl.supportedValuesOf('timeZone').includes(name) || name === 'UTC';
}
