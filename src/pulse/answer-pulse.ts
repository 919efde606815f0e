import { randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { judgeRecall, type Judged } from '#completions/judge-recall.ts';
import { saidIn } from '#completions/grade-given.ts';
import type { Surroundings } from '#completions/given-answer.ts';
import type { Database, Reader } from '#db/connection.ts';
import { pulseAnswers, pulsePeople } from '#db/schema/pulses.ts';
import type { Transaction } from '#db/writer.ts';
import { NotFound } from '#lib/errors.ts';
import { questionIn } from '#lessons/translated.ts';
import { freshPolicies } from '#policies/versions.ts';
import { readerOf } from '#policies/reading.ts';
import type { RecallQuestion } from '#quiz/question.ts';
import { type AskedOf, isRunning, readAskedOf } from './asked-of.ts';
import { type Groups, groupsOf, groupsUnnamed } from './groups-of-answer.ts';
import { type IsMeasured, toReadOf } from './to-read.ts';

export type PulseAnswer = {
	readonly pulseId: string;
	readonly way: 'phone' | 'kiosk' | 'mail';
	/** In her own words; undefined is "I don't know". */
	readonly said: string | undefined;
};

/** What answering needs beside who answers: chance from 0 to 1, and where the grader is measured. */
export type Answering = Surroundings & {
	readonly random: () => number;
	readonly isMeasured: IsMeasured;
};

/** `before`: she has answered already, and that answer counts. `over`: nothing was written. */
export type PulseOutcome = 'recorded' | 'before' | 'over';

/**
 * Takes part in a pulse, once. With a name the answer says whose it is, when and how; without one
 * it and the note that she took part have nothing in common but the commit.
 */
export async function answerPulse(
	db: Database,
	around: Answering,
	given: PulseAnswer,
): Promise<PulseOutcome> {
	const said = given.said === undefined ? '' : saidIn({ said: given.said });
	// Read before the one writer waits for it.
	const measured = await isMeasuredFor(db, around, given.pulseId);
	return db.write(async (tx) => {
		const asked = await requireAsked(tx, around, given.pulseId);
		if (asked.drawn.tookPart) return 'before';
		const question = questionOf(around, asked);
		const open = isRunning(asked.pulse, around.at) && asked.drawn.goneAt === null;
		if (!question || !open) return 'over';
		const put = { asked, question, measured, said, given };
		await tx.insert(pulseAnswers).values(await answerRow(tx, around, put));
		const hers = eq(pulsePeople.employeeId, around.person.id);
		await tx
			.update(pulsePeople)
			.set({ tookPart: true })
			.where(and(eq(pulsePeople.pulseId, asked.pulse.id), hers));
		return 'recorded';
	});
}

async function isMeasuredFor(db: Database, around: Answering, pulseId: string): Promise<boolean> {
	const question = questionOf(around, await requireAsked(db.read, around, pulseId));
	if (!question) return false;
	const { language } = questionIn(around.catalogue, question, around.person.language);
	return around.isMeasured(question.id, language);
}

async function requireAsked(db: Reader, { person }: Answering, pulseId: string): Promise<AskedOf> {
	const asked = await readAskedOf(db, pulseId, person);
	if (!asked) throw new NotFound('There is no such question.');
	return asked;
}

/** Undefined once it has been taken out of the content. */
function questionOf({ catalogue }: Answering, { pulse }: AskedOf): RecallQuestion | undefined {
	const question = catalogue.questionById.get(pulse.questionId)?.question;
	return question?.kind === 'recall' ? question : undefined;
}

type Put = {
	readonly asked: AskedOf;
	readonly question: RecallQuestion;
	readonly measured: boolean;
	readonly said: string;
	readonly given: PulseAnswer;
};

async function answerRow(
	tx: Transaction,
	around: Answering,
	put: Put,
): Promise<typeof pulseAnswers.$inferInsert> {
	const { question, measured, said, given } = put;
	const { pulse } = put.asked;
	const history = await freshPolicies(tx, around.history);
	const judged = await judgeRecall(tx, { ...around, history }, question, {
		...{ said, reader: readerOf(around.person), at: pulse.drawnAt, taughtBy: pulse.drawnAt },
	});
	const gaveUp = given.said === undefined;
	const { verdict, grading, grader }: Omit<Judged, 'language'> = gaveUp
		? { ...judged, verdict: 'not yet', grading: { ...judged.grading, verdict: 'not yet' } }
		: judged;
	return {
		...{ id: randomKey(), pulseId: pulse.id, said, verdict, grading, grader },
		// Who says that she does not know has left nothing to read.
		toRead: gaveUp ? null : toReadOf(verdict, { measured, random: around.random() }),
		...(await comesFrom(tx, around, put, judged.language)),
		...(pulse.anonymous
			? {}
			: {
					employeeId: around.person.id,
					// Of a clock that was set back: nobody answers before she is asked.
					answeredAt: Math.max(around.at, pulse.drawnAt),
					way: given.way,
				}),
	};
}

async function comesFrom(
	tx: Transaction,
	{ catalogue }: Answering,
	{ asked: { pulse, drawn }, question }: Put,
	language: string,
): Promise<Groups> {
	const hers = groupsOf(drawn, language);
	if (!pulse.anonymous) return hers;
	const everybody = await tx.select().from(pulsePeople).where(eq(pulsePeople.pulseId, pulse.id));
	const languageIn = (wanted: string) => questionIn(catalogue, question, wanted).language;
	const groups = groupsUnnamed(pulse, everybody, languageIn).get(drawn.employeeId);
	if (!groups) throw new Error('Whoever answers was drawn.');
	return groups;
}

/** 52 random bits: the row's place in the table, which so tells no order. */
function randomKey(): number {
	return Number(randomBytes(8).readBigUInt64BE() >> 12n);
}
