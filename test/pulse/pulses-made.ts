import { judgeRecall } from '#completions/judge-recall.ts';
import type { Database } from '#db/connection.ts';
import { pulseAnswers, pulsePeople, pulses, pulseStrata } from '#db/schema/pulses.ts';
import type { CastPerson } from '#db/seed/cast-person.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { type PolicyHistory, readPolicies } from '#policies/versions.ts';
import type { RecallQuestion } from '#quiz/question.ts';
import { recallIn } from '#pulse/regrade.ts';
import { cast, castTime, personOf } from '#test/cast.ts';

/** An answer to a pulse: whose it is, what she said, and why people read it. */
export type Given = {
	readonly id: number;
	readonly by: CastPerson;
	readonly said: string;
	readonly toRead?: 'unsure' | 'tenth' | 'unmeasured' | null;
	readonly language?: string;
	/** Instead of what the grader says. */
	readonly verdict?: 'knows' | 'not yet' | 'unsure';
};

export type Made = {
	readonly id?: string;
	readonly questionId?: string;
	readonly anonymous?: boolean;
	readonly drawnAt?: number;
	readonly answers: readonly Given[];
};

type Asked = { readonly question: RecallQuestion; readonly history: PolicyHistory };

/** A pulse with its answers, written as drawing and answering write them. */
export async function makePulse(
	{ db, catalogue }: { readonly db: Database; readonly catalogue: Catalogue },
	{ id = 'a-pulse', questionId = 'returns', anonymous = false, drawnAt = castTime, answers }: Made,
): Promise<string> {
	const history = await readPolicies(db.read);
	const question = recallIn(catalogue, questionId);
	if (!question) throw new Error(`There is no recall ${questionId}.`);
	const asked = { question, history };
	const rows = await Promise.all(answers.map((given) => answerOf(given, asked)));
	await db.write(async (tx) => {
		await tx.insert(pulses).values({
			...{ id, questionId, policyId: question.policyId, policyVersion: 1, anonymous, drawnAt },
			...{ audience: {}, strata: 'site', confidence: 0.95, size: answers.length },
			...{ population: 153, seed: 'seed', until: drawnAt + 86_400_000 },
			askedBy: cast.chiefExecutive.id,
		});
		await tx.insert(pulseStrata).values({
			...{ pulseId: id, stratum: 'all', name: 'All', population: 153, drawn: answers.length },
			...{ away: 0, askedLately: 0, predictedPeople: 0, predictedRecall: 0 },
		});
		const people = new Map(rows.map(({ person }) => [person.id, person]));
		for (const [place, person] of [...people.values()].entries()) {
			await tx.insert(pulsePeople).values({
				...{ pulseId: id, employeeId: person.id, stratum: 'all', place, tookPart: true },
				...{ siteId: person.siteId, teamId: person.team.id, language: person.language },
			});
		}
		if (rows.length > 0) await tx.insert(pulseAnswers).values(rows.map(({ row }) => row));
	});
	return id;

	async function answerOf(
		{ id: answerId, by, said, toRead = 'unsure', ...given }: Given,
		{ question, history }: Asked,
	) {
		const person = await personOf(db, by);
		const language = given.language ?? 'en';
		const reader = { language, siteId: person.siteId, market: person.market };
		const around = { catalogue, history };
		const judged = await judgeRecall(db.read, around, question, { said, reader, at: drawnAt });
		const named = { employeeId: by.id, answeredAt: drawnAt + 60_000, way: 'phone' as const };
		const row = {
			...{ id: answerId, pulseId: id, stratum: 'all', said, toRead, ...judged, language },
			...{ verdict: given.verdict ?? judged.verdict, siteId: person.siteId },
			...(anonymous ? {} : named),
		};
		return { person, row };
	}
}
