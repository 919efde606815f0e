import type { Row } from '#db/aggregate.ts';
import type { Person } from '#people/person.ts';
import { isRole } from '#people/roles.ts';
import { type Bounds, partEnd, quarter } from './alike-query.ts';
import type { Records } from './records.ts';
import type { Known } from './states.ts';
import type { Workplace } from './workplaces.ts';

/** One group of people who are alike, as the database counts them. */
export type AlikeRow = {
	readonly team: string;
	readonly startedAt: number;
	readonly exempt: boolean;
	readonly channels: readonly string[];
	readonly language: string;
	readonly roles: readonly string[];
	readonly known: ReadonlyMap<string, Known>;
	readonly people: number;
};

export function toAlikeRow(row: Row, lessonIds: readonly string[]): AlikeRow {
	const place = String(row['place']).split(partEnd);
	const [team = '', start, exempt, channels = '', language = '', roles = ''] = place;
	const done = String(row['known'] ?? '').split(' ');
	return {
		team,
		startedAt: Number(start) * quarter,
		exempt: exempt === '1',
		channels: list(channels),
		language,
		roles: list(roles),
		known: new Map(
			lessonIds.flatMap((id, index) => {
				const known = readKnown(done[index] ?? '');
				return known ? [[id, known] as const] : [];
			}),
		),
		people: Number(row['people']),
	};
}

function list(joined: string): string[] {
	return joined === '' ? [] : joined.split(',');
}

function readKnown(text: string): Known | undefined {
	const [version = '', quarters = '', revision = ''] = text.split(':');
	if (version === '') return undefined;
	return {
		version: Number(version),
		completedAt: Number(quarters) * quarter,
		revision: revision === '' ? null : Number(revision),
	};
}

/** One of the group. */
export function personAlike(row: AlikeRow, workplaces: ReadonlyMap<string, Workplace>): Person {
	const place = workplaces.get(row.team);
	if (!place) throw new Error(`There is no team ${row.team}.`);
	const { language, startedAt, channels, roles } = row;
	const nobody = { id: '', number: '', name: '', job: '', leftAt: null, leads: [] };
	return { ...nobody, ...place, language, startedAt, channels, roles: roles.filter(isRole) };
}

/** What is on record of everybody in the group. Whether a lesson is begun makes no difference here. */
export function recordsAlike(
	{ known, exempt }: AlikeRow,
	policyId: string,
	{ at }: Bounds,
): Records {
	const exemption = {
		...{ id: '', employeeId: '', policyId, reason: '', grantedBy: '' },
		...{ grantedAt: at, endsAt: at + 1 },
	};
	return {
		known: (_, lessonId) => known.get(lessonId),
		attemptOpen: () => false,
		exemption: () => (exempt ? exemption : undefined),
	};
}
