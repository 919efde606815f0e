import { createCodeLimits } from '#auth/code-limits.ts';
import { createSignInLimits } from '#auth/limits.ts';
import { createSessions } from '#auth/session.ts';
import { openDatabase } from '#db/connection.ts';
import { bundledContent } from '#lessons/bundled-content.ts';
import { readCatalogue } from '#lessons/catalogue.ts';
import { now } from '#lib/clock.ts';
import { readEnvironment } from '#lib/environment.ts';
import { repeat } from '#lib/repeat.ts';
import { assignmentReach } from '#reports/assignments.ts';
import { companyReach } from '#reports/company-reach.ts';
import { keptWarm } from '#reports/kept-counts.ts';

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
