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

const formats = ['recognition', 'recall'] as const;

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
	for (const format of formats) {
		// Everybody is a group even where nobody has to know it: so it is known to be counted.
		add(groups, everybody, { ...question, format }, none);
	}
	for (const row of rows) {
		const spot = spots.get(String(row['key']));
		if (!spot) throw new Error('Somebody was counted at no spot.');
		for (const format of formats) {
			const figures = figuresOf(row, format);
			for (const group of groupsOf(spot)) add(groups, group, { ...question, format }, figures);
		}
	}
	return [...groups.values()];
}

const none: Figures = { people: 0, known: 0, recall: 0, sure: 0, sureWrong: 0, surePeople: 0 };

/** Who works here, has to know the policy and is not exempt; her cards that count, her sure answers. */
function forecastQuery(key: SQL, keys: readonly string[], question: Question): SQL {
	const { policyId, at } = question;
	const { joins, figures } = partsOf(question);
	return sql`with concerned as materialized (
			select id, key from (select id, ${key} as key from employees where left_at is null)
			where key in (select value from json_each(${JSON.stringify(keys)}))
				and id not in (select employee_id from exemptions
					where policy_id = ${policyId} and granted_at <= ${at} and ends_at > ${at})),
		sure as materialized (select employee_id, format, count(*) as n, sum(not "right") as wrong
			from practice_reviews
			where policy_id = ${policyId} and reviewed_at > ${at - sureLately} and reviewed_at <= ${at}
				and confidence = 'sure' and ${countsNow(sql`practice_reviews`, question)} group by 1, 2)
		select key, count(*) as people, ${sql.join(figures, sql`, `)}
		from concerned ${sql.join(joins, sql` `)} group by 1`;
}

/** What is joined and counted of each format. */
function partsOf(question: Question) {
	const { policyId, parameters, at } = question;
	const parts = formats.map((format) => {
		const [card, sure] = [sql.raw(`${format}_card`), sql.raw(`${format}_sure`)];
		const as = (name: string) => sql.raw(`as ${format}_${name}`);
		const memory = { stability: sql`${card}.stability`, reviewedAt: sql`${card}.reviewed_at` };
		const join = sql`left join practice_cards ${card} on ${card}.policy_id = ${policyId}
				and ${card}.format = ${format} and ${card}.employee_id = id and ${countsNow(card, question)}
			left join sure ${sure} on ${sure}.employee_id = id and ${sure}.format = ${format}`;
		const figure = sql`count(${card}.employee_id) ${as('known')},
			coalesce(sum(${recallSql(memory, at, parameters)}), 0) ${as('recall')},
			coalesce(sum(${sure}.n), 0) ${as('sure')}, coalesce(sum(${sure}.wrong), 0) ${as('sure_wrong')},
			count(${sure}.n) ${as('sure_people')}`;
		return { join, figure };
	});
	return { joins: parts.map(({ join }) => join), figures: parts.map(({ figure }) => figure) };
}

function countsNow(row: SQL, { policyId, at }: Question): SQL {
	return countsSql({ policyId: sql`${policyId}`, policyVersion: sql`${row}.policy_version` }, at);
}

function figuresOf(row: Row, format: Summary['format']): Figures {
	const of = (name: string) => Number(row[`${format}_${name}`]);
	return {
		people: Number(row['people']),
		known: of('known'),
		recall: of('recall'),
		sure: of('sure'),
		sureWrong: of('sure_wrong'),
		surePeople: of('sure_people'),
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
