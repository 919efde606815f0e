import { count, eq } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database } from '#db/connection.ts';
import { insertRows } from '#db/many-rows.ts';
import { pulseLists, pulsePeople, pulses, pulseStrata } from '#db/schema/pulses.ts';
import type { Transaction } from '#db/writer.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { type PolicyThread, readPolicies, versionAt } from '#policies/versions.ts';
import type { AskTerms } from './check-ask.ts';
import { drawFrom } from './draw.ts';
import { listsDigest } from './list-digest.ts';
import { lookAtSample } from './look-at-sample.ts';
import { announcePulse } from './mail-link.ts';
import { type PlannedStratum, planProblems, type SamplePlan } from './plan-sample.ts';
import { predict, readWhere } from './who-is-asked.ts';

export type NewPulse = {
	/** Made by the page that shows the form, so that a double tap asks once. */
	readonly id: string;
	readonly terms: AskTerms;
	/** Made at the door, by chance. */
	readonly seed: string;
	readonly by: string;
	readonly at: number;
};

/** A stratum with those who were drawn of it, in the order of the draw. */
type DrawnStratum = PlannedStratum & { readonly people: readonly string[] };

/**
 * Asks a sample of an audience: draws it, freezes what practice predicts of it, and writes all of it
 * with the audit row, or nothing. The same form sent twice asks once.
 */
export async function askEverybody(
	db: Database,
	catalogue: Pick<Catalogue, 'channels'>,
	asked: NewPulse,
): Promise<void> {
	for (;;) {
		const known = await countPulses(db.read);
		const thread = (await readPolicies(db.read)).byId.get(asked.terms.policyId);
		// A hundred thousand people are counted outside the transaction, in a thread of their own.
		const plan = await lookAtSample({ db, catalogue }, asked.terms, asked.at);
		const done = await db.write(async (tx) => {
			if (await isAsked(tx, asked)) return true;
			// Another question was drawn meanwhile: whoever it asks was asked lately.
			if ((await countPulses(tx)) !== known) return false;
			await write(tx, asked, thread, plan);
			return true;
		});
		if (done) return;
	}
}

async function countPulses(db: Pick<Transaction, 'select'>): Promise<number> {
	const [row] = await db.select({ pulses: count() }).from(pulses);
	return row?.pulses ?? 0;
}

async function isAsked(tx: Transaction, { id, by }: NewPulse): Promise<boolean> {
	const [known] = await tx.select({ by: pulses.askedBy }).from(pulses).where(eq(pulses.id, id));
	if (known && known.by !== by) throw new NotFound('There is no such question.');
	return known !== undefined;
}

async function write(
	tx: Transaction,
	asked: NewPulse,
	thread: PolicyThread | undefined,
	plan: SamplePlan,
): Promise<void> {
	const { id: pulseId, terms, seed, by, at } = asked;
	const version = versionAt(thread, at);
	if (!thread || !version) {
		throw new Invalid({ question: 'This policy is not in force yet. Choose another question.' });
	}
	const problems = planProblems(plan, terms);
	if (Object.keys(problems).length > 0) throw new Invalid(problems);
	const drawn = plan.strata.map((stratum) => ({
		...stratum,
		people: drawFrom(stratum.list, stratum.drawn, { seed, stratum: stratum.id }),
	}));
	await tx.insert(pulses).values({ ...pulseRow(asked, plan), policyVersion: version.number });
	await writeDrawn(tx, asked, thread, drawn);
	const payload = {
		...{ question: terms.questionId, policy: terms.policyId, version: version.number, seed },
		...{ anonymous: terms.anonymous, strata: terms.strata, until: terms.until },
		...{ population: plan.population, asked: plan.asked, lists: listsDigest(plan.strata) },
	};
	const what = { action: 'pulse.asked', objectType: 'pulse', objectId: pulseId };
	await appendAudit(tx, { at, actorId: by, ...what, payload });
	await announcePulse(tx, pulseId, at);
}

function pulseRow({ id, terms, seed, by, at }: NewPulse, plan: SamplePlan) {
	const { questionId, policyId, audience, strata, anonymous, wish, until } = terms;
	return {
		...{ id, questionId, policyId, audience, strata, anonymous, seed, until },
		margin: 'number' in wish ? null : wish.margin,
		confidence: plan.confidence,
		size: plan.wanted,
		population: plan.population,
		drawnAt: at,
		askedBy: by,
	};
}

/** Who was drawn with where they work, the strata with what is predicted of them, and the lists to repeat the draw. */
async function writeDrawn(
	tx: Transaction,
	{ id: pulseId, terms: { anonymous }, at }: NewPulse,
	thread: PolicyThread,
	strata: readonly DrawnStratum[],
): Promise<void> {
	const everybody = strata.flatMap(({ people }) => people);
	const where = await readWhere(tx, everybody);
	const predicted = await predict(tx, everybody, thread, at);
	const rows = strata.map(({ id: stratum, people, name, population, away, askedLately }) => {
		const known = people.flatMap((person) => predicted.get(person) ?? []);
		return {
			...{ pulseId, stratum, name, population, away, askedLately, drawn: people.length },
			predictedPeople: known.length,
			predictedRecall: known.reduce((sum, recall) => sum + recall, 0),
		};
	});
	const lists = strata.map(({ id, list }) => ({ pulseId, stratum: id, list: list.join(' ') }));
	const drawn = strata.flatMap(({ id: stratum, people }) =>
		people.flatMap((employeeId, place) => {
			const her = where.get(employeeId);
			// Of an anonymous question only the sums are kept: one person's figure would follow her.
			const recall = anonymous ? null : (predicted.get(employeeId) ?? null);
			return her
				? { pulseId, employeeId, stratum, place, ...her, predicted: recall, tookPart: false }
				: [];
		}),
	);
	await insertRows(tx, pulseStrata, rows);
	await insertRows(tx, pulsePeople, drawn);
	// Of a large company some megabytes: as they are they go in sooner than as JSON.
	for (const list of lists) await tx.insert(pulseLists).values(list);
}
