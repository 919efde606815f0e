import { expect, test } from 'vitest';
import { readEnvironment } from '#lib/environment.ts';

test('nothing has to be set', () => {
	expect(readEnvironment({})).toEqual({
		DATABASE_URL: 'file:data/touchstone.db',
		HOST: '127.0.0.1',
		PORT: 4321,
		PROXIES: 0,
		LOG_LEVEL: 'info',
		ORGANISATION_TIME_ZONE: 'Europe/Berlin',
		LOCAL_WEBHOOKS: 'off',
		TEST_CLOCK: 'off',
	});
});

test('a variable that is set to nothing is not set', () => {
	const empty = { PORT: '', HOST: '', DATABASE_URL: '', PUBLIC_ORIGIN: '', TEST_CLOCK: '' };
	expect(readEnvironment(empty)).toEqual(readEnvironment({}));
});

test.each([
	[{ PORT: 'http' }, 'PORT'],
	[{ PORT: '70000' }, 'PORT'],
	[{ PORT: '43.5' }, 'PORT'],
	[{ PUBLIC_ORIGIN: 'touchstone.example' }, 'PUBLIC_ORIGIN'],
	[{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
	[{ ORGANISATION_TIME_ZONE: 'Europe/Nowhere' }, 'ORGANISATION_TIME_ZONE is no time zone'],
	[{ LOCAL_WEBHOOKS: 'on', HOST: '0.0.0.0' }, 'LOCAL_WEBHOOKS may be on only where HOST'],
	[{ SMTP_URL: 'mail.example', MAIL_FROM: 'a@b.example' }, 'SMTP_URL must begin with smtp://'],
	[{ SMTP_URL: 'https://mail.example', MAIL_FROM: 'a@b.example' }, 'SMTP_URL must begin'],
	[{ SMTP_URL: 'smtp://mail.example' }, 'MAIL_FROM is needed'],
	[{ MAIL_FROM: 'Touchstone' }, 'MAIL_FROM must be an e-mail address'],
	[{ MAIL_FROM: 'a@b.example\r\nBcc: c@d.example' }, 'MAIL_FROM must be'],
	[
		{ OIDC_ISSUER: 'login.company.example', OIDC_CLIENT_ID: 'x' },
		'OIDC_ISSUER must be the address',
	],
	[
		{ OIDC_ISSUER: 'http://login.example', OIDC_CLIENT_ID: 'x' },
		'OIDC_ISSUER must begin with https',
	],
	[{ OIDC_ISSUER: 'https://login.example' }, 'OIDC_CLIENT_ID and OIDC_ISSUER go together'],
	[{ OIDC_CLIENT_ID: 'x' }, 'OIDC_CLIENT_ID and OIDC_ISSUER go together'],
	[{ OIDC_SCOPE: 'profile' }, 'OIDC_SCOPE must have openid'],
	[
		{ OIDC_CLAIM: 'email', OIDC_TEAM: 'office' },
		'OIDC_TEAM needs a claim with the employee number',
	],
	[{ OIDC_LABEL: 'x'.repeat(61) }, 'OIDC_LABEL must fit on a button'],
	[{ TEST_CLOCK: 'on', HOST: '0.0.0.0' }, 'TEST_CLOCK may be on only where HOST is a loopback'],
])('%o cannot be used, and the sentence names it', (variables, words) => {
	expect(() => readEnvironment(variables)).toThrow(/^The environment cannot be used: .*\.$/);
	expect(() => readEnvironment(variables)).toThrow(words);
});

test('everything that is wrong is told at once', () => {
	expect(() => readEnvironment({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/PORT .*; LOG_LEVEL /);
});

test('the test clock may be moved on a loopback address', () => {
	for (const HOST of ['127.0.0.1', '::1', 'localhost']) {
		expect(readEnvironment({ TEST_CLOCK: 'on', HOST }).TEST_CLOCK).toBe('on');
	}
});

test.each([
	{ SMTP_URL: 'smtp://user:p%40ss@mail.example:587', MAIL_FROM: 'standards@company.example' },
	{ SMTP_URL: 'smtps://mail.example', MAIL_FROM: 'Touchstone <standards@company.example>' },
])('%o is a mail server', (variables) => {
	expect(readEnvironment(variables)).toMatchObject(variables);
});

test.each(['https://login.company.example', 'http://127.0.0.1:4390', 'http://localhost:4390'])(
	'%s may vouch for people',
	(OIDC_ISSUER) => {
		const variables = { OIDC_ISSUER, OIDC_CLIENT_ID: 'touchstone' };
		expect(readEnvironment(variables)).toMatchObject(variables);
	},
);
