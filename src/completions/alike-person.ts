import type { Row } from '#db/aggregate.ts';
import type { EarlierPlace } from '#people/earlier-place.ts';
import type { Person } from '#people/person.ts';
import { isRole } from '#people/roles.ts';
import { fieldEnd, moveEnd } from './alike-moves.ts';
import { type Bounds, partEnd, type Taught } from './alike-query.ts';
import { quarter } from './quarter.ts';
import type { Records } from './records.ts';
import type { Known } from './states.ts';
import type { Workplace } from './workplaces.ts';

/** A place from which somebody moved on, as a group's key has it. */
type EarlierIn = Omit<EarlierPlace, 'teamPath'> & { readonly team: string };

/** One group of people who are alike, as the database counts them. */
export type AlikeRow = {
	readonly team: string;
	readonly startedAt: number;
	/** The policies that they are exempt from. */
	readonly exempt: ReadonlySet<string>;
	/** The policies that they have signed in a version that still holds. */
	readonly signed: ReadonlySet<string>;
	readonly channels: readonly string[];
	/** Of those who moved lately. */
	readonly earlier: readonly EarlierIn[];
	readonly language: string;
	readonly roles: readonly string[];
	/** By lesson and policy. */
	readonly known: ReadonlyMap<string, Known>;
	readonly people: number;
};

export function toAlikeRow(row: Row, taught: readonly Taught[], { signed }: Bounds): AlikeRow {
	const place = String(row['place']).split(partEnd);
	const [team = '', start, exempt = '', signatures = '', channels = '', earlier = ''] = place;
	const [language = '', roles = ''] = place.slice(6);
	return {
		team,
		startedAt: Number(start) * quarter,
		exempt: marked(taught, exempt),
		signed: marked(signed, signatures),
		channels: list(channels),
		earlier: earlier === '' ? [] : earlier.split(moveEnd).map(readMove),
		language,
		roles: list(roles),
		known: knownIn(String(row['known'] ?? ''), taught),
		people: Number(row['people']),
	};
}

/** As `movesOf` wrote it. */
function readMove(text: string): EarlierIn {
	const [until, team = '', siteId = '', vendorId = '', channels = ''] = text.split(fieldEnd);
	const vendor = vendorId === '' ? null : vendorId;
	return {
		...{ until: Number(until) * quarter, team, siteId, vendorId: vendor },
		channels: list(channels),
	};
}

/** The policies at whose place there is a 1. */
function marked(all: readonly { readonly policyId: string }[], marks: string): Set<string> {
	return new Set(all.flatMap(({ policyId }, index) => (marks[index] === '1' ? policyId : [])));
}

function knownIn(text: string, taught: readonly Taught[]): Map<string, Known> {
	const parts = text.split(partEnd);
	const known = new Map<string, Known>();
	for (const [index, { policyId, lessonIds }] of taught.entries()) {
		const done = (parts[index] ?? '').split(' ');
		for (const [place, lessonId] of lessonIds.entries()) {
			const one = readKnown(done[place] ?? '');
			if (one) known.set(`${lessonId} ${policyId}`, one);
		}
	}
	return known;
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
	const earlier = row.earlier.map(({ team, ...before }) => {
		return { ...before, teamPath: workplaces.get(team)?.team.path ?? '' };
	});
	const nobody = { id: '', number: '', name: '', job: '', leftAt: null, leads: [] };
	const own = { language, startedAt, channels, earlier, roles: roles.filter(isRole) };
	return { ...nobody, ...place, ...own };
}

/** What is on record of everybody in the group. Whether a lesson is begun makes no difference here. */
export function recordsAlike({ known, exempt }: AlikeRow, { at }: Bounds): Records {
	const exemption = (policyId: string) => ({
		...{ id: '', employeeId: '', policyId, reason: '', grantedBy: '' },
		...{ grantedAt: at, endsAt: at + 1 },
	});
	return {
		known: (_, lessonId, policyId) => known.get(`${lessonId} ${policyId}`),
		attemptOpen: () => false,
		exemption: (_, policyId) => (exempt.has(policyId) ? exemption(policyId) : undefined),
	};
}
