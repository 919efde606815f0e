import { eq, sql } from 'drizzle-orm';
import type { Database, Reader } from '#db/connection.ts';
import { practiceFolding } from '#db/schema/practice.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { type PolicyHistory, readPolicies } from '#policies/versions.ts';
import { type Place, readAnswered, readDecided } from './answered.ts';
import { putIntoCards, whatIsNew } from './put-into-cards.ts';
import { readTerms } from './parameters.ts';

/** What folding needs to know. */
type Around = { readonly catalogue: Catalogue; readonly at: number };

/** An answer is on record at the latest so many milliseconds after the moment that it carries. */
const overlap = 60_000;

/** So many answers are folded in one go: some milliseconds, then others have their turn. */
const batch = 250;

/** Without news the cursor is moved on this seldom, in milliseconds. */
const lag = 10 * 60_000;

/** Makes reviews and cards of what one person has answered by now: before she sees what is asked next. */
export async function foldPerson(db: Database, personId: string, around: Around): Promise<void> {
	const since = from(await foldedUntil(db.read), around.at);
	const decided = await readDecided(db.read, around.catalogue, { since, personId });
	for (let after: Place | undefined = { at: since, row: 0 }; after;) {
		const read = await readAnswered(db.read, around.catalogue, { after, limit: batch, personId });
		await put(db, read.answered);
		after = read.last;
	}
	await put(db, decided);
}

/**
 * Makes reviews and cards of everybody's answers, in the order in which they were given, a batch at
 * a time; `goOn` lets others have their turn, and says whether to go on. What is folded already stays as it is, so that an end
 * at any moment loses nothing. Returns how many reviews were made.
 */
export async function foldEverybody(
	db: Database,
	{ catalogue, at }: Around,
	goOn: () => Promise<boolean> = async () => true,
): Promise<number> {
	const cursor = await foldedUntil(db.read);
	const since = from(cursor, at);
	let made = 0;
	let after: Place | undefined = { at: since, row: 0 };
	while (after && (await goOn())) {
		const read = await readAnswered(db.read, catalogue, { after, limit: batch });
		made += await put(db, read.answered);
		if (read.last) await moveOn(db, Math.min(read.last.at, at));
		after = read.last;
	}
	if (after) return made;
	made += await put(db, await readDecided(db.read, catalogue, { since }));
	if (made > 0 || Math.abs(at - cursor) > lag) await moveOn(db, at);
	return made;
}

async function foldedUntil(db: Reader): Promise<number> {
	const [cursor] = await db.select().from(practiceFolding).where(eq(practiceFolding.id, 1));
	return cursor?.foldedUntil ?? 0;
}

/** From when on answers may be missing; a clock that was moved back takes the cursor with it. */
function from(cursor: number, at: number): number {
	return Math.min(cursor, at) - overlap;
}

async function moveOn(db: Database, foldedUntil: number): Promise<void> {
	await db.write((tx) =>
		tx
			.insert(practiceFolding)
			.values({ id: 1, foldedUntil })
			.onConflictDoUpdate({
				target: practiceFolding.id,
				set: { foldedUntil: sql`excluded.folded_until` },
			}),
	);
}

type Answers = Parameters<typeof whatIsNew>[1];

/** Writes only where something is new, and looks again once it is its turn to write. */
async function put(db: Database, answered: Answers): Promise<number> {
	if ((await whatIsNew(db.read, answered)).length === 0) return 0;
	const history: PolicyHistory = await readPolicies(db.read);
	const terms = await readTerms(db.read);
	return db.write((tx) => putIntoCards(tx, answered, history, terms));
}
