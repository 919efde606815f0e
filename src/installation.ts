import { createCodeLimits } from '#auth/code-limits.ts';
import { createSignInLimits } from '#auth/limits.ts';
import { createProofLimits } from '#auth/proofs/limits.ts';
import { createSessions } from '#auth/session.ts';
import { createProvider } from '#auth/single-sign-on/provider.ts';
import { termsFrom } from '#auth/single-sign-on/terms.ts';
import { openDatabase } from '#db/connection.ts';
import { bundledContent } from '#lessons/bundled-content.ts';
import { readCatalogue } from '#lessons/catalogue.ts';
import { now } from '#lib/clock.ts';
import { readEnvironment } from '#lib/environment.ts';
import { repeat } from '#lib/repeat.ts';
import { assignmentReach } from '#reports/assignments.ts';
import { companyReach } from '#reports/company-reach.ts';
import { keptWarm } from '#reports/kept-counts.ts';
import { originOf } from './jobs/newsroom.ts';
import { paths } from './paths.ts';
import { createTokenLimits } from '#scim/require-token.ts';

// What the doors share, opened once per process. Rooms never import this: they are handed what they need.

export const environment = readEnvironment(process.env);
export const database = await openDatabase(
	environment.DATABASE_URL,
	environment.DATABASE_AUTH_TOKEN,
);
export const catalogue = readCatalogue(bundledContent);
export const sessions = createSessions(database, {
	secure: environment.PUBLIC_ORIGIN?.startsWith('https:') ?? false,
});
export const signInLimits = createSignInLimits(database);
export const codeLimits = createCodeLimits(database);
export const proofLimits = createProofLimits();

const oidcTerms = termsFrom(environment, {
	back: new URL(paths.singleSignOnBack, originOf(environment)).href,
	afterSignOut: new URL(paths.signIn, originOf(environment)).href,
});
/** The company's own sign-in, where one is configured. */
export const provider = oidcTerms && createProvider(oidcTerms);
export const tokenLimits = createTokenLimits();

/**
 * Of a large company the first reader of the policies would wait for what is kept afterwards; so the
 * server is ready when it is counted. If that fails she waits, then, and hears what is wrong.
 */
export const counted = countEverybody();

async function countEverybody(): Promise<void> {
	await companyReach(database, catalogue, now()).catch(() => {});
	await assignmentReach(database, catalogue, now()).catch(() => {});
}

// The counts stay warm, so that nobody is the first again after a quiet night.
repeat(countEverybody, { pause: keptWarm, onError: () => {} });
