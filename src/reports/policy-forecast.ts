import { type Division, divisions } from '#completions/places.ts';
import { type Catalogue, channelName } from '#lessons/catalogue.ts';
import type { Reader } from '#db/connection.ts';
import { readWorkplaces, type Workplace } from '#completions/workplaces.ts';
import type { PolicyHistory } from '#policies/versions.ts';
import type { Summary } from '#practice/count-forecast.ts';
import { shownParts } from '#practice/hide-small.ts';
import { type Format, readSummaries, recallOf, smallestGroup } from '#practice/summaries.ts';

/** What is predicted of a group, as leadership may see it. */
export type GroupForecast = {
	readonly name: string;
	readonly vendor: string | null;
	readonly people: number;
	/** The share of people of whom nothing is known, from 0 to 1. */
	readonly unknown: number;
	/** Mean predicted recall from 0 to 1; undefined where it would say something about single people. */
	readonly recall: number | undefined;
};

export type PolicyForecast = {
	readonly all: GroupForecast;
	/** Groups of five people and more, the weakest first. */
	readonly groups: Readonly<Record<Division, readonly GroupForecast[]>>;
	/** How many groups of each division are smaller. */
	readonly tooSmall: Readonly<Record<Division, number>>;
	readonly countedAt: number;
};

type Asked = { readonly policyId: string; readonly format: Format; readonly at: number };

/** Undefined where nothing is counted yet: the server has just been started, or the policy published. */
export async function policyForecast(
	db: Reader,
	catalogue: Catalogue,
	history: PolicyHistory,
	asked: Asked,
): Promise<PolicyForecast | undefined> {
	const rows = await readSummaries(db, history, asked);
	const all = rows.find(({ kind }) => kind === 'all');
	if (!all) return undefined;
	const workplaces = await readWorkplaces(db);
	const nameOf = namesOf(catalogue, workplaces);
	const shown = new Set(divisions.flatMap((kind) => shownIn(kind, rows, all, workplaces)));
	const groupsOf = (division: Division) =>
		rows
			.filter(({ kind, people }) => kind === division && people >= smallestGroup)
			.map((row) => toGroup(row, nameOf(row), shown.has(row)))
			.toSorted((a, b) => (a.recall ?? 2) - (b.recall ?? 2) || b.unknown - a.unknown);
	return {
		all: toGroup(all, { name: 'Everybody', vendor: null }, recallOf(all) !== undefined),
		groups: byDivision(groupsOf),
		tooSmall: byDivision(
			(division) =>
				rows.filter(({ kind, people }) => kind === division && people < smallestGroup).length,
		),
		countedAt: all.countedAt,
	};
}

function byDivision<T>(of: (division: Division) => T): Record<Division, T> {
	return { site: of('site'), channel: of('channel'), vendor: of('vendor'), team: of('team') };
}

/** Which rows may show a figure, so that none that is hidden can be counted back. */
function shownIn(
	division: Division,
	rows: readonly Summary[],
	all: Summary,
	workplaces: ReadonlyMap<string, Workplace>,
): Summary[] {
	const own = rows.filter(({ kind }) => kind === division);
	if (division !== 'team') return [...shownParts(all, own)];
	// A team’s parts are the teams right below it; who is in none of those counts as hidden.
	const parents = Map.groupBy(own, ({ groupId }) => parentOf(groupId, workplaces));
	return [...parents].flatMap(([parent, parts]) => [
		...shownParts(own.find(({ groupId }) => groupId === parent) ?? all, parts),
	]);
}

function parentOf(team: string, workplaces: ReadonlyMap<string, Workplace>): string {
	return workplaces.get(team)?.team.path.split('/').filter(Boolean).at(-2) ?? '';
}

function toGroup(
	row: Summary,
	{ name, vendor }: Pick<GroupForecast, 'name' | 'vendor'>,
	isShown: boolean,
): GroupForecast {
	const unknown = row.people === 0 ? 0 : 1 - row.known / row.people;
	return { name, vendor, people: row.people, unknown, recall: isShown ? recallOf(row) : undefined };
}

function namesOf(catalogue: Catalogue, workplaces: ReadonlyMap<string, Workplace>) {
	const all = [...workplaces.values()];
	const sites = new Map(all.map(({ siteId, siteName }) => [siteId, siteName]));
	const vendors = new Map(all.map(({ vendorId, vendorName }) => [vendorId ?? '', vendorName]));
	return ({ kind, groupId }: Summary): Pick<GroupForecast, 'name' | 'vendor'> => {
		if (kind === 'site') return { name: sites.get(groupId) ?? groupId, vendor: null };
		if (kind === 'channel') return { name: channelName(catalogue, groupId), vendor: null };
		if (kind === 'vendor') return { name: vendors.get(groupId) ?? 'Our own people', vendor: null };
		const team = workplaces.get(groupId);
		return { name: team?.team.name ?? groupId, vendor: team?.vendorName ?? null };
	};
}
