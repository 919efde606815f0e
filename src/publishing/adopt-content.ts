import { readAssignmentRows } from '#assignments/assigned.ts';
import { daysGiven } from '#assignments/due.ts';
import { appendAudit } from '#audit/append.ts';
import type { Database } from '#db/connection.ts';
import { assignments } from '#db/schema/assignments.ts';
import { policies, policyVersions } from '#db/schema/policies.ts';
import type { Transaction } from '#db/writer.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { sameJson } from '#lib/hash.ts';
import { recordRenames } from '#policies/renames.ts';
import { readPolicies, versionAt } from '#policies/versions.ts';
import { appendVersion } from '#policies/append-version.ts';
import { noteRevisions } from './note-revisions.ts';
import { adoptTexts, textDifferences } from './adopt-texts.ts';
import { adoptFunctions } from './functions.ts';

/**
 * Takes in what the content has and the database has not: new policies become version 1, their
 * translations the first editions, new tracks the first assignments. What both have stays as the database has it.
 */
export async function adoptContent(db: Database, catalogue: Catalogue, at: number): Promise<void> {
	await db.write(async (tx) => {
		const known = new Set(
			(await tx.selectDistinct({ id: policyVersions.policyId }).from(policyVersions)).map(
				({ id }) => id,
			),
		);
		for (const [rank, file] of catalogue.policies.entries()) {
			if (!known.has(file.id)) await adoptPolicy(tx, file, rankOf(catalogue, file.id, rank), at);
		}
		await adoptTexts(tx, catalogue, at);
		for (const track of catalogue.tracks) await adoptTrack(tx, track, at);
		await noteRevisions(tx, catalogue, at);
		await adoptFunctions(tx, catalogue);
	});
}

/** The service standard's own policy first, then in the order of the first lessons. */
function rankOf(catalogue: Catalogue, policyId: string, otherwise: number): number {
	if (policyId === catalogue.standard.policy) return 0;
	const order = catalogue.tracks
		.toSorted((a, b) => daysGiven(a.due) - daysGiven(b.due))
		.flatMap((track) => track.lessons)
		.flatMap((id) => catalogue.lessonById.get(id)?.policies ?? []);
	const place = order.indexOf(policyId);
	return place === -1 ? 1000 + otherwise : 1 + place;
}

async function adoptPolicy(
	tx: Transaction,
	file: Catalogue['policies'][number],
	rank: number,
	at: number,
): Promise<void> {
	// Somebody may have begun a policy of this name and not published it yet.
	await tx.insert(policies).values({ id: file.id, owner: file.owner, rank }).onConflictDoNothing();
	const version = await appendVersion(tx, {
		policyId: file.id,
		body: file.body,
		change: 'material',
		reason: 'The first edition.',
		publishedAt: at,
		effectiveAt: at,
		publishedBy: null,
	});
	const renames = Object.entries(file.renamed ?? {}).map(([to, from]) => ({ from, to }));
	await recordRenames(tx, renames, { policyId: file.id, by: null, at });
	await appendAudit(tx, {
		at,
		actorId: null,
		action: 'policy.adopted',
		objectType: 'policy',
		objectId: file.id,
		payload: { version: version.number, hash: version.hash, file: file.file },
	});
}

async function adoptTrack(
	tx: Transaction,
	track: Catalogue['tracks'][number],
	at: number,
): Promise<void> {
	const { id, title, audience, list: lessons, due } = track;
	const [adopted] = await tx
		.insert(assignments)
		.values({ id, title, audience, lessons, due, beginsAt: at })
		.onConflictDoNothing()
		.returning();
	if (!adopted) return;
	await appendAudit(tx, {
		at,
		actorId: null,
		action: 'assignment.adopted',
		objectType: 'assignment',
		objectId: id,
		payload: { title, lessons },
	});
}

/** The files that say something else than the database: reported at start, never applied. */
export async function differencesFromFiles(
	db: Database,
	catalogue: Catalogue,
	at: number,
): Promise<string[]> {
	return [
		...(await policiesThatDiffer(db, catalogue, at)),
		...(await tracksThatDiffer(db, catalogue)),
	];
}

async function policiesThatDiffer(
	db: Database,
	catalogue: Catalogue,
	at: number,
): Promise<string[]> {
	const history = await readPolicies(db.read);
	const bodies = catalogue.policies.flatMap((file) => {
		const version = versionAt(history.byId.get(file.id), at);
		if (!version || sameBody(version.body, file.body)) return [];
		return `content/${file.file} differs from version ${version.number} in force`;
	});
	return [...bodies, ...(await textDifferences(db.read, catalogue, at))];
}

async function tracksThatDiffer({ read }: Database, { tracks }: Catalogue): Promise<string[]> {
	const rows = new Map((await readAssignmentRows(read)).map((row) => [row.id, row]));
	return tracks.flatMap(({ id, file, title, audience, list, due }) => {
		const row = rows.get(id);
		if (!row) return [];
		if (row.endedAt !== null) return `content/${file} is an assignment that has ended`;
		const said = { title: row.title, audience: row.audience, list: row.lessons, due: row.due };
		if (sameBody(said, { title, audience, list, due })) return [];
		return `content/${file} differs from the assignment “${row.title}”`;
	});
}

/** Whether two bodies say the same, in whatever order their parts stand. */
export function sameBody(a: object, b: object): boolean {
	return sameJson(a, b);
}
