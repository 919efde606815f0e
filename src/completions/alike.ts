import { setImmediate } from 'node:timers/promises';
import { type Assignment, readAssignments } from '#assignments/assigned.ts';
import type { Database } from '#db/connection.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import type { Person } from '#people/person.ts';
import { type PolicyHistory, readPolicies } from '#policies/versions.ts';
import { alikeQuery, type Bounds } from './alike-query.ts';
import { type Waits, waitingAt } from './askable.ts';
import { readBounds } from './alike-bounds.ts';
import { type AlikeRow, personAlike, recordsAlike, toAlikeRow } from './alike-person.ts';
import { narrowToPolicies, taughtIn } from './alike-narrow.ts';
import { type Overview, overviewOf, type PolicyOverview } from './overview.ts';
import { readRevisions, type Revisions } from './revisions.ts';
import { readSettings } from '#people/settings.ts';
import { readWorkplaces, type Workplace } from './workplaces.ts';

/** What the database is asked through: the aggregates run in a thread of their own. */
export type Counting = Pick<Database, 'read' | 'aggregate'>;

/** People who are alike in all that their standing is derived from: one of them, and how many. */
export type AlikeOverview = {
	/** Her places, channels and days are those of the group; her name is nobody's. */
	readonly person: Person;
	readonly overview: Overview;
	/** The policies that they have signed in a version that still holds. */
	readonly signed: ReadonlySet<string>;
	readonly people: number;
};

/** The same as concerns one policy. */
export type Alike = Pick<AlikeOverview, 'person' | 'people'> & {
	readonly lessons: Overview['lessons'];
	readonly policy: PolicyOverview;
	readonly signed: boolean;
};

/** What is read once, however many policies are asked about. */
export type AlikeGround = {
	readonly catalogue: Catalogue;
	readonly history: PolicyHistory;
	readonly assignments: readonly Assignment[];
	readonly revisions: Revisions;
	readonly materialDueDays: number;
	readonly waits: Waits;
	readonly workplaces: ReadonlyMap<string, Workplace>;
	readonly at: number;
};

export async function readAlikeGround(
	{ read }: Counting,
	catalogue: Catalogue,
	at: number,
): Promise<AlikeGround> {
	const history = await readPolicies(read);
	return {
		catalogue,
		at,
		history,
		waits: waitingAt(history, at),
		assignments: await readAssignments(read),
		revisions: await readRevisions(read),
		materialDueDays: (await readSettings(read)).materialDueDays,
		workplaces: await readWorkplaces(read),
	};
}

/** Everybody who works here, as concerns one policy. */
export async function peopleAlike(
	db: Counting,
	ground: AlikeGround,
	policyId: string,
): Promise<Alike[]> {
	// What was never published nobody has to know.
	if (!ground.history.byId.get(policyId)?.versions.length) return [];
	const groups = await overviewsAlike(db, narrowToPolicies(ground, [policyId]));
	return groups.map(({ person, overview: { lessons, policies }, signed, people }) => {
		const [policy] = policies;
		if (!policy) throw new Error(`Nothing is published of ${policyId}.`);
		return { person, lessons, policy, signed: signed.has(policyId), people };
	});
}

/** So many groups are derived at a stretch: then requests have had their turn. */
const stretch = 200;

/**
 * Everybody who works here, as concerns the policies and lessons that a ground is narrowed to. The
 * database counts those who are alike, a few thousand groups of a hundred thousand people; one of
 * each goes through the very derivation that every other page uses, so that a count can never tell
 * another story than a person's own page.
 */
export async function overviewsAlike(
	{ aggregate }: Counting,
	narrow: AlikeGround,
): Promise<AlikeOverview[]> {
	const bounds = readBounds(narrow);
	const taught = taughtIn(narrow);
	const rows = await aggregate(alikeQuery(taught, bounds));
	const groups: AlikeOverview[] = [];
	for (const [index, row] of rows.entries()) {
		if (index % stretch === stretch - 1) await setImmediate();
		groups.push(derive(toAlikeRow(row, taught, bounds), narrow, bounds));
	}
	return groups;
}

function derive(
	row: AlikeRow,
	{ workplaces, ...ground }: AlikeGround,
	bounds: Bounds,
): AlikeOverview {
	const person = personAlike(row, workplaces);
	const overview = overviewOf(person, { ...ground, records: recordsAlike(row, bounds) });
	return { person, overview, signed: row.signed, people: row.people };
}
