import { sql } from 'drizzle-orm';
import type { Aggregate, Row } from '#db/aggregate.ts';
import type { Cell } from './calibration.ts';

/** A chance is never said to be nought or one: as in the FSRS benchmark's code, but for wider limits. */
const least = 0.0001;

/**
 * The organisation's own reviews that had a prediction, summed by the bins of the FSRS benchmark
 * (github.com/open-spaced-repetition/srs-benchmark): the days elapsed, the place of the review in the
 * history of its card and the lapses before it (a first answer is none), each rounded down to a power of 3.62, 1.89 and 1.73.
 * Days are counted as at least one: a card is reviewed once a day at most.
 */
export async function readCells(aggregate: Aggregate): Promise<Cell[]> {
	const rows = await aggregate(sql`
		with history as (select reviewed_at, predicted, elapsed_days, "right",
				row_number() over card as place,
				coalesce(sum(not "right" and elapsed_days is not null) over (partition by employee_id, policy_id, format
					order by reviewed_at rows between unbounded preceding and 1 preceding), 0) as lapses
			from practice_reviews
			window card as (partition by employee_id, policy_id, format order by reviewed_at)),
		predicted as (select "right", max(${least}, min(1 - ${least}, predicted)) as p,
				${power(sql`max(1, elapsed_days)`, 3.62)} || ' ' || ${power(sql`place`, 1.89)} || ' ' ||
				case lapses when 0 then '-' else ${power(sql`lapses`, 1.73)} end as bin
			from history where predicted is not null)
		select bin, min(9, cast(p * 10 as integer)) as tenth, count(*) as reviews,
			sum("right") as "right", sum(p) as predicted,
			sum(-ln(case when "right" then p else 1 - p end)) as loss
		from predicted group by 1, 2`);
	return rows.map(cellOf);
}

/** The exponent of the largest power that is not above a number; a whisper more, for exact powers. */
function power(of: ReturnType<typeof sql>, base: number) {
	return sql`cast(floor(ln(${of}) / ln(${base}) + 0.000000001) as integer)`;
}

function cellOf(row: Row): Cell {
	return {
		bin: String(row['bin']),
		tenth: Number(row['tenth']),
		reviews: Number(row['reviews']),
		right: Number(row['right']),
		predicted: Number(row['predicted']),
		loss: Number(row['loss']),
	};
}
