import { type Assignment, readAssignments } from '#assignments/assigned.ts';
import type { Database } from '#db/connection.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import type { Person } from '#people/person.ts';
import { type PolicyHistory, readPolicies } from '#policies/versions.ts';
import { alikeQuery, type Bounds } from './alike-query.ts';
import { type Waits, waitingAt } from './askable.ts';
import { readBounds } from './alike-bounds.ts';
import { type AlikeRow, personAlike, recordsAlike, toAlikeRow } from './alike-person.ts';
import { type Overview, overviewOf, type PolicyOverview } from './overview.ts';
import { readRevisions, type Revisions } from './revisions.ts';
import { readSettings } from '#people/settings.ts';
import { readWorkplaces, type Workplace } from './workplaces.ts';

/** What the database is asked through: the aggregates run in a thread of their own. */
export type Counting = Pick<Database, 'read' | 'aggregate'>;

/** People who are alike in all that a policy's standing is derived from: one of them, and how many. */
export type Alike = {
	/** Her places, channels and days are those of the group; her name is nobody's. */
	readonly person: Person;
	readonly lessons: Overview['lessons'];
	readonly policy: PolicyOverview;
	readonly people: number;
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

/**
 * Everybody who works here, as concerns one policy. The database counts those who are alike, a few
 * thousand groups of a hundred thousand people; one of each goes through the very derivation that
 * every other page uses, so that a count can never tell another story than a person's own page.
 */
export async function peopleAlike(
	{ aggregate }: Counting,
	ground: AlikeGround,
	policyId: string,
): Promise<Alike[]> {
	// What was never published nobody has to know.
	if (!ground.history.byId.get(policyId)?.versions.length) return [];
	const narrow = narrowed(ground, policyId);
	const bounds = readBounds(narrow, policyId);
	const lessonIds = narrow.catalogue.lessons.map(({ id }) => id);
	const rows = await aggregate(alikeQuery(policyId, lessonIds, bounds));
	return rows.map((row) => derive(toAlikeRow(row, lessonIds), narrow, policyId, bounds));
}

function derive(
	row: AlikeRow,
	{ workplaces, ...ground }: AlikeGround,
	policyId: string,
	bounds: Bounds,
): Alike {
	const person = personAlike(row, workplaces);
	const records = recordsAlike(row, policyId, bounds);
	const { lessons, policies } = overviewOf(person, { ...ground, records });
	const [policy] = policies;
	if (!policy) throw new Error(`Nothing is published of ${policyId}.`);
	return { person, lessons, policy, people: row.people };
}

/** The lessons that teach a policy, the assignments that give them, and nothing of other policies. */
function narrowed(ground: AlikeGround, policyId: string): AlikeGround {
	const { catalogue, history, assignments } = ground;
	const lessons = catalogue.lessons.filter(({ policies }) => policies.includes(policyId));
	const taught = new Set(lessons.map(({ id }) => id));
	const thread = history.byId.get(policyId);
	return {
		...ground,
		catalogue: {
			...catalogue,
			lessons,
			lessonById: new Map(lessons.map((lesson) => [lesson.id, lesson])),
		},
		history: {
			...history,
			policies: thread ? [thread] : [],
			byId: new Map(thread ? [[policyId, thread]] : []),
		},
		assignments: assignments.filter(({ lessons: given }) => given.some((id) => taught.has(id))),
	};
}
