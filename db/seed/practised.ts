import type { Database, Reader } from '#db/connection.ts';
import { answers, attempts } from '#db/schema/completions.ts';
import { recallAnswers } from '#db/schema/recalls.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { sourceLanguage } from '#lib/language.ts';
import { readPeople } from '#people/person.ts';
import { readPolicies } from '#policies/versions.ts';
import { type Place, readAnswered } from '#practice/answered.ts';
import { foldEverybody } from '#practice/fold.ts';
import { type Answered, dayKey } from '#practice/review.ts';
import { castPerson } from './cast.ts';
import { type Rows, rowsOf } from './minute-rows.ts';
import { planMinutes } from './plan-minutes.ts';
import { createRandom } from './random.ts';

/** Whom a visitor is likely to sign in as: they practise, and with them a third of the others. */
const practising = new Set(['3117', '2108', '4431', '3101']);

/**
 * A third of the company has practised for some weeks. Their answers are put there as rows, which is
 * quicker than sending each; from them the product makes its reviews and cards, as of all answers.
 */
export async function practiseForWeeks(
	db: Database,
	catalogue: Catalogue,
	now: number,
): Promise<void> {
	const history = await readPolicies(db.read);
	const learned = Map.groupBy(await firstAnswers(db.read, catalogue), (one) => one.employeeId);
	const people = (await readPeople(db.read, undefined)).filter(
		({ number, language }) =>
			language === sourceLanguage &&
			(practising.has(number) || createRandom(`${number} practises?`).happens(1 / 3)),
	);
	const minutes = people.flatMap((person) =>
		planMinutes(castPerson(person.number), person, {
			...{ catalogue, history, now },
			learned: learned.get(person.id) ?? [],
		}),
	);
	const rows: Rows[] = [];
	for (const minute of minutes) rows.push(await rowsOf(db.read, minute, catalogue, history));
	for (let from = 0; from < rows.length; from += 100) await put(db, rows.slice(from, from + 100));
	await foldEverybody(db, { catalogue, at: now });
}

/** The answers of lessons and updates that count, in the order in which they were given. */
async function firstAnswers(db: Reader, catalogue: Catalogue): Promise<Answered[]> {
	const first = new Map<string, Answered>();
	for (let after: Place | undefined = { at: 0, row: 0 }; after;) {
		const { answered, last } = await readAnswered(db, catalogue, { after, limit: 2000 });
		for (const one of answered) if (!first.has(dayKey(one))) first.set(dayKey(one), one);
		after = last;
	}
	return [...first.values()];
}

async function put(db: Database, rows: readonly Rows[]): Promise<void> {
	const said = rows.flatMap((row) => row.said);
	await db.write(async (tx) => {
		await tx.insert(attempts).values(rows.map(({ attempt }) => attempt));
		await tx.insert(answers).values(rows.flatMap((row) => row.answers));
		if (said.length > 0) await tx.insert(recallAnswers).values(said);
	});
}
