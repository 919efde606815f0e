import { type SQL, sql } from 'drizzle-orm';
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Reader } from '#db/connection.ts';
import { practiceCards, practiceReviews } from '#db/schema/practice.ts';
import type { Card } from './card-counts.ts';
import type { Answered, Review } from './review.ts';

/** The reviews that there are already of some answers' days. */
export async function readReviewsOfDays(
	db: Reader,
	answers: readonly Answered[],
): Promise<Review[]> {
	if (answers.length === 0) return [];
	const keys = answers.map(({ employeeId, policyId, format, day }) => [
		employeeId,
		policyId,
		format,
		day,
	]);
	const { employeeId, policyId, format, day } = practiceReviews;
	return db
		.select()
		.from(practiceReviews)
		.where(among([employeeId, policyId, format, day], keys));
}

/** The cards that some answers belong to. */
export async function readCardsOf(db: Reader, answers: readonly Answered[]): Promise<Card[]> {
	const { employeeId, policyId, format } = practiceCards;
	return db
		.select()
		.from(practiceCards)
		.where(among([employeeId, policyId, format], answers.map(toCard)));
}

/** Everything that was ever reviewed on those cards. */
export async function readReviewsOf(db: Reader, answers: readonly Answered[]): Promise<Review[]> {
	const { employeeId, policyId, format } = practiceReviews;
	return db
		.select()
		.from(practiceReviews)
		.where(among([employeeId, policyId, format], answers.map(toCard)));
}

function toCard({ employeeId, policyId, format }: Answered): string[] {
	return [employeeId, policyId, format];
}

/** Rows whose columns are one of some lists of values, by the index that begins with them. */
function among(columns: readonly AnySQLiteColumn[], lists: readonly string[][]): SQL {
	const left = sql.join(
		columns.map((column) => sql`${column}`),
		sql`, `,
	);
	const right = sql.join(
		columns.map((_, place) => sql`json_extract(value, ${`$[${place}]`})`),
		sql`, `,
	);
	return sql`(${left}) in (select ${right} from json_each(${JSON.stringify(lists)}))`;
}
