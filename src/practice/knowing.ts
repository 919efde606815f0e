import { sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { countsSql, recallSql } from './curve.ts';
import type { Parameters } from './memory.ts';
import { sureLately } from './count-forecast.ts';

/** How well somebody knows a policy now: words, because figures about one person are a setting. */
export type Knowing = 'solid' | 'shaky' | 'unknown';

export type Predicted = {
	readonly knowing: Knowing;
	/** Predicted recall from 0 to 1; undefined while it is unknown. */
	readonly recall: number | undefined;
	/** In her own words, or by choosing among answers where she has not been asked for words yet. */
	readonly format: 'recall' | 'recognition' | undefined;
};

export const unknown: Predicted = { knowing: 'unknown', recall: undefined, format: undefined };

/** What is predicted of people, each with each policy: own words count where there are any. */
export type PredictedOf = (employeeId: string, policyId: string) => Predicted;

/** So far below the retention that practice keeps (in percent) somebody is still solid. */
const slack = 10;

/** From which predicted recall somebody is solid: 80 % where practice keeps 90. */
export function solidFrom(desiredRetention: number): number {
	return (desiredRetention - slack) / 100;
}

export async function readPredicted(
	db: Reader,
	employeeIds: readonly string[],
	terms: {
		readonly parameters: Parameters;
		readonly desiredRetention: number;
		readonly at: number;
	},
): Promise<PredictedOf> {
	const { parameters, desiredRetention, at } = terms;
	// Named with its table: within the sub-select of the versions a bare name would be theirs.
	const card = {
		policyId: sql`practice_cards.policy_id`,
		policyVersion: sql`practice_cards.policy_version`,
	};
	const recall = recallSql(
		{ stability: sql`stability`, reviewedAt: sql`reviewed_at` },
		at,
		parameters,
	);
	const rows = await db.all<{
		employee: string;
		policy: string;
		format: 'recall' | 'recognition';
		recall: number;
	}>(
		sql`select employee_id as employee, policy_id as policy, format, ${recall} as recall
			from practice_cards
			where employee_id in (select value from json_each(${JSON.stringify(employeeIds)}))
				and ${countsSql(card, at)}
			order by format desc`,
	);
	const least = solidFrom(desiredRetention);
	// Recognition comes first, and own words in its place.
	const known = new Map(
		rows.map(({ employee, policy, format, recall: share }): [string, Predicted] => [
			`${employee} ${policy}`,
			{ knowing: share >= least ? 'solid' : 'shaky', recall: share, format },
		]),
	);
	return (employeeId, policyId) => known.get(`${employeeId} ${policyId}`) ?? unknown;
}

/** One person's answers on one policy of the last 28 days that she was sure of. */
export type SureAnswers = {
	readonly employeeId: string;
	readonly policyId: string;
	readonly sure: number;
	readonly wrong: number;
};

export async function readSureAnswers(
	db: Reader,
	employeeIds: readonly string[],
	at: number,
): Promise<SureAnswers[]> {
	const review = {
		policyId: sql`practice_reviews.policy_id`,
		policyVersion: sql`practice_reviews.policy_version`,
	};
	return db.all<SureAnswers>(
		sql`select employee_id as employeeId, policy_id as policyId, count(*) as sure, sum(not "right") as wrong
			from practice_reviews
			where employee_id in (select value from json_each(${JSON.stringify(employeeIds)}))
				and confidence = 'sure' and reviewed_at > ${at - sureLately} and reviewed_at <= ${at}
				and ${countsSql(review, at)}
			group by 1, 2`,
	);
}
