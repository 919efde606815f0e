import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Database } from '#db/connection.ts';
import { pulseAnswers, pulsePeople, pulses, pulseStrata } from '#db/schema/pulses.ts';
import { castPeople, siteOf, teamOf } from '#db/seed/cast.ts';
import type { CastPerson } from '#db/seed/cast-person.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { readCatalogue } from '#lessons/catalogue.ts';
import { readPolicies } from '#policies/versions.ts';
import { type Answering, answerPulse, type PulseOutcome } from '#pulse/answer-pulse.ts';
import { cast, castTime, personOf } from '#test/cast.ts';

// A pulse as the draw leaves it, and people who answer it.

export const catalogue = readCatalogue(readContentFiles('content'));

export const hour = 3_600_000;
export const until = castTime + 72 * hour;

export type Pulse = typeof pulses.$inferSelect;

/** Asks some of the cast, stratified by site. */
export async function ask(
	db: Database,
	drawn: readonly CastPerson[],
	more: Partial<Pulse> = {},
): Promise<Pulse> {
	const pulse: Pulse = {
		...{ id: crypto.randomUUID(), questionId: 'standard', policyId: 'standard', policyVersion: 1 },
		...{ audience: {}, strata: 'site', anonymous: false, margin: null, confidence: 0.95 },
		...{ size: drawn.length, population: castPeople.length, seed: 'seed', drawnAt: castTime },
		...{ until, askedBy: cast.chiefExecutive.id, endedAt: null, endedBy: null },
		...more,
	};
	const people = drawn.map((person, place) => ({
		...{ pulseId: pulse.id, employeeId: person.id, stratum: siteOf(person).id, place },
		...{ siteId: siteOf(person).id, teamId: person.teamId, vendorId: teamOf(person).vendorId },
		...{ channel: person.channels[0] ?? null, language: person.language ?? 'en' },
		predicted: null,
	}));
	const strata = [...Map.groupBy(people, ({ stratum }) => stratum)].map(([stratum, here]) => ({
		...{ pulseId: pulse.id, stratum, name: stratum, population: here.length, drawn: here.length },
		...{ away: 0, askedLately: 0, predictedPeople: 0, predictedRecall: 0 },
	}));
	await db.write(async (tx) => {
		await tx.insert(pulses).values(pulse);
		await tx.insert(pulseStrata).values(strata);
		await tx.insert(pulsePeople).values(people);
	});
	return pulse;
}

export const right =
	'the whole order goes the way the customer expects, from paying to bringing it back';

type Given = {
	readonly said?: string | undefined;
	readonly at?: number;
	readonly way?: 'phone' | 'kiosk' | 'mail';
} & Partial<Pick<Answering, 'random' | 'isMeasured'>>;

/** Answers a pulse; without `said` she knows it, and undefined is "I don't know". */
export async function answer(
	db: Database,
	pulse: Pick<Pulse, 'id'>,
	who: CastPerson,
	given: Given = {},
): Promise<PulseOutcome> {
	const { at = castTime + hour, way = 'phone', random = () => 0.5 } = given;
	const { isMeasured = () => true } = given;
	const person = await personOf(db, who);
	const history = await readPolicies(db.read);
	const said = 'said' in given ? given.said : right;
	const around = { person, catalogue, history, at, random, isMeasured };
	return answerPulse(db, around, { pulseId: pulse.id, way, said });
}

export function answersTo(db: Database, { id }: Pick<Pulse, 'id'>) {
	return db.read.select().from(pulseAnswers).where(eq(pulseAnswers.pulseId, id));
}

export async function onlyAnswer(db: Database, pulse: Pick<Pulse, 'id'>) {
	const rows = await answersTo(db, pulse);
	expect(rows).toHaveLength(1);
	return rows[0] ?? expect.fail();
}

export async function drawnFor(db: Database, { id }: Pick<Pulse, 'id'>, who: CastPerson) {
	const rows = await db.read.select().from(pulsePeople).where(eq(pulsePeople.pulseId, id));
	return rows.find(({ employeeId }) => employeeId === who.id) ?? expect.fail('not drawn');
}
