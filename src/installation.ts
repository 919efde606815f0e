import { createSignInLimits } from '#auth/limits.ts';
import { createSessions } from '#auth/session.ts';
import { openDatabase } from '#db/connection.ts';
import { bundledContent } from '#lessons/bundled-content.ts';
import { readCatalogue } from '#lessons/catalogue.ts';
import { readEnvironment } from '#lib/environment.ts';

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
export const signInLimits = createSignInLimits();
