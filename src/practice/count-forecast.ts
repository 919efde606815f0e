import { sql, type SQL } from 'drizzle-orm';
import type { Aggregate, Row } from '#db/aggregate.ts';
import { practiceSummaries } from '#db/schema/practice.ts';
import type { Concerned, Spot } from './concerned.ts';
import { countsSql, recallSql } from './curve.ts';
import type { Parameters } from './memory.ts';

/** How far back sure answers are looked at, in milliseconds: 28 days. */
export const sureLately = 28 * 86_400_000;

export type Summary = typeof practiceSummaries.$inferSelect;
type Figures = Pick<Summary, 'people' | 'known' | 'recall' | 'sure' | 'sureWrong' | 'surePeople'>;

type Question = {
	readonly policyId: string;
	readonly parameters: Parameters;
	readonly at: number;
};

/** What is predicted of one policy, for everybody and every group: one query, off the event loop. */
export async function countForecast(
	aggregate: Aggregate,
	{ byPolicy, key }: Concerned,
	question: Question,
): Promise<Summary[]> {
	const spots = new Map((byPolicy.get(question.policyId) ?? []).map((spot) => [spot.key, spot]));
	const rows = await aggregate(forecastQuery(key, [...spots.keys()], question));
	const groups = new Map<string, Summary>();
	for (const format of ['recognition', 'recall'] as const) {
		// Everybody is a group even where nobody has to know it: so it is known to be counted.
		add(groups, everybody, { ...question, format }, none);
	}
	for (const row of rows) {
		const spot = spots.get(String(row['key']));
		if (!spot) throw new Error('Somebody was counted at no spot.');
		const format = row['format'] === 'recall' ? 'recall' : 'recognition';
		const figures = figuresOf(row);
		for (const group of groupsOf(spot)) add(groups, group, { ...question, format }, figures);
	}
	return [...groups.values()];
}

const none: Figures = { people: 0, known: 0, recall: 0, sure: 0, sureWrong: 0, surePeople: 0 };

/** Who works here, has to know the policy and is not exempt; her cards that count, her sure answers. */
function forecastQuery(key: SQL, keys: readonly string[], question: Question): SQL {
	const { policyId, parameters, at } = question;
	const card = { policyId: sql`${policyId}`, policyVersion: sql`policy_version` };
	const recall = recallSql(
		{ stability: sql`stability`, reviewedAt: sql`reviewed_at` },
		at,
		parameters,
	);
	return sql`with concerned as materialized (
			select id, key from (select id, ${key} as key from employees where left_at is null)
			where key in (select value from json_each(${JSON.stringify(keys)}))
				and id not in (select employee_id from exemptions
					where policy_id = ${policyId} and granted_at <= ${at} and ends_at > ${at})),
		cards as materialized (select employee_id, format, ${recall} as recall from practice_cards
			where policy_id = ${policyId} and ${countsSql(card, at)}),
		sure as materialized (select employee_id, format, count(*) as n, sum(not "right") as wrong
			from practice_reviews
			where policy_id = ${policyId} and reviewed_at > ${at - sureLately} and reviewed_at <= ${at}
				and confidence = 'sure' and ${countsSql(card, at)} group by 1, 2),
		formats(format) as (values ('recognition'), ('recall'))
		select key, formats.format as format, count(*) as people,
			count(cards.recall) as known, coalesce(sum(cards.recall), 0) as recall,
			coalesce(sum(sure.n), 0) as sure, coalesce(sum(sure.wrong), 0) as wrong,
			count(sure.n) as sure_people
		from concerned cross join formats
		left join cards on cards.employee_id = id and cards.format = formats.format
		left join sure on sure.employee_id = id and sure.format = formats.format
		group by 1, 2`;
}

function figuresOf(row: Row): Figures {
	return {
		people: Number(row['people']),
		known: Number(row['known']),
		recall: Number(row['recall']),
		sure: Number(row['sure']),
		sureWrong: Number(row['wrong']),
		surePeople: Number(row['sure_people']),
	};
}

type Group = Pick<Summary, 'kind' | 'groupId'>;
const everybody: Group = { kind: 'all', groupId: '' };

/** Everybody; the site; the vendor, '' for our own people; each channel; the team and those above it. */
function groupsOf({ workplace, channels }: Spot): Group[] {
	const { siteId, vendorId, team } = workplace;
	const above = team.path.split('/').filter((id) => id !== '');
	return [
		everybody,
		{ kind: 'site', groupId: siteId },
		{ kind: 'vendor', groupId: vendorId ?? '' },
		...channels.map((channel) => ({ kind: 'channel', groupId: channel })),
		...above.map((id) => ({ kind: 'team', groupId: id })),
	];
}

function add(
	groups: Map<string, Summary>,
	{ kind, groupId }: Group,
	{ policyId, format, at }: Question & Pick<Summary, 'format'>,
	figures: Figures,
): void {
	const key = `${kind} ${groupId} ${format}`;
	const row = groups.get(key) ?? { kind, groupId, policyId, format, ...none, countedAt: at };
	groups.set(key, row);
	row.people += figures.people;
	row.known += figures.known;
	row.recall += figures.recall;
	row.sure += figures.sure;
	row.sureWrong += figures.sureWrong;
	row.surePeople += figures.surePeople;
}
