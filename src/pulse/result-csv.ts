import { toCsv } from '#lib/csv.ts';
import type { GroupName } from './group-names.ts';
import { type Estimate } from './estimate.ts';
import type { IdeasIn } from './missing-ideas.ts';
import type { WholeResult } from './whole-result.ts';

type Row = {
	readonly kind: string;
	readonly who: string;
	readonly drawn: number;
	readonly people: number;
	readonly estimate: Estimate | undefined;
	readonly predicted: number | null;
	readonly ideas: IdeasIn;
};

/** The result by group, only what the page shows too: shares in percent with one digit. */
export function resultCsv(whole: WholeResult, name: GroupName): string {
	const { result, groups, prediction, ideas } = whole;
	const shown = groups.flatMap((groupsOfKind) => groupsOfKind.shown);
	const rows: Row[] = [
		{
			...{ kind: 'everyone', who: 'Everyone', drawn: result.drawn, people: result.answered },
			estimate: result.estimate,
			predicted: prediction?.predicted ?? null,
			ideas: ideas.everyone,
		},
		...shown.map((group) => ({ ...group, who: name(group), ideas: ideas.of(group) })),
	];
	const header = [
		...['by', 'group', 'asked', 'answered', 'percent', 'from', 'to', 'waiting from', 'waiting to'],
		...['predicted', 'decided', ...ideas.names.map((idea) => `left out: ${idea}`)],
	];
	return toCsv(header, result.shows === 'figure' ? rows.map(cellsOf) : []);
}

function cellsOf({ kind, who, drawn, people, estimate, predicted, ideas }: Row) {
	return [
		...[kind, who, drawn, people],
		...[estimate?.share, estimate?.low, estimate?.high].map(percent),
		...[estimate?.range?.low, estimate?.range?.high, predicted].map(percent),
		...[ideas[0]?.decided ?? '', ...ideas.map(({ missing }) => missing)],
	];
}

function percent(share: number | null | undefined): number | string {
	return share === null || share === undefined ? '' : Math.round(share * 1000) / 10;
}
