import type { Database } from '#db/connection.ts';
import type { Resource } from '#db/schema/scim.ts';
import type { Transaction } from '#db/writer.ts';
import type { Json } from '#lib/hash.ts';
import type { Activity } from './activity.ts';
import { changeUser, deleteUser } from './change-user.ts';
import { createUser } from './create-user.ts';
import type { Sync } from './directory.ts';
import { applyOperations, readOperations } from './patch.ts';
import { ScimProblem } from './problem.ts';
import { readQuery } from './query.ts';
import { listUsers, requireUser, showUser } from './read-users.ts';
import { checkMatch, isKnown, type ScimAnswer, type ScimRequest } from './request.ts';
import { userUrn } from './schema.ts';
import { readUser, type SentUser } from './user-resource.ts';
import { type UserRow, versionOf } from './user-rows.ts';

/** `/Users` and `/Users/…`; undefined for a method that is not there. */
export async function answerUsers(
	db: Database,
	sync: Sync,
	request: ScimRequest,
): Promise<ScimAnswer | undefined> {
	const [, id] = request.segments;
	const asking = { directory: sync.directory, base: request.base };
	if (id === undefined) {
		if (request.method === 'POST') return create(db, sync, request);
		if (request.method !== 'GET') return undefined;
		return { status: 200, body: await listUsers(db.read, asking, readQuery(request.search)) };
	}
	if (request.method === 'GET') return show(db, sync, request, id);
	if (request.method === 'DELETE') return remove(db, sync, request, id);
	if (request.method === 'PUT') return change(db, sync, request, id, (body) => readUser(body));
	if (request.method !== 'PATCH') return undefined;
	const operations = readOperations(request.body);
	return change(db, sync, request, id, (_, before) =>
		readUser(applyOperations(before, operations, userUrn)),
	);
}

async function show(
	db: Database,
	{ directory }: Sync,
	request: ScimRequest,
	id: string,
): Promise<ScimAnswer> {
	const row = await requireUser(db.read, directory, id);
	const headers = { etag: versionOf(row) };
	if (isKnown(request, headers.etag)) return { status: 304, headers };
	const body = await showUser(db.read, request, row, readQuery(request.search));
	return { status: 200, body, headers };
}

async function create(db: Database, sync: Sync, request: ScimRequest): Promise<ScimAnswer> {
	const sent = readUser(request.body);
	const { id, activity } = await db.write((tx) => createUser(tx, sync, sent));
	refuseHeld(activity);
	const answer = await shown(db, sync, request, id);
	return {
		...answer,
		status: 201,
		headers: { ...answer.headers, location: `${request.base}/Users/${id}` },
	};
}

async function change(
	db: Database,
	sync: Sync,
	request: ScimRequest,
	id: string,
	sentFrom: (body: Json, before: Resource) => SentUser,
): Promise<ScimAnswer> {
	const { activity } = await db.write(async (tx) => {
		const row = await found(tx, sync, request, id);
		return changeUser(tx, sync, row, sentFrom(request.body, asResource(row)));
	});
	refuseHeld(activity);
	return shown(db, sync, request, id);
}

async function remove(
	db: Database,
	sync: Sync,
	request: ScimRequest,
	id: string,
): Promise<ScimAnswer> {
	const activity = await db.write(async (tx) =>
		deleteUser(tx, sync, await found(tx, sync, request, id)),
	);
	refuseHeld(activity);
	return { status: 204 };
}

async function found(
	tx: Transaction,
	{ directory }: Sync,
	request: ScimRequest,
	id: string,
): Promise<UserRow> {
	const row = await requireUser(tx, directory, id);
	checkMatch(request, versionOf(row));
	return row;
}

/** What a PATCH changes: all that was sent before. */
function asResource({ user, leftAt }: UserRow): Resource {
	const externalId = user.externalId === null ? {} : { externalId: user.externalId };
	return { ...user.resource, ...externalId, active: leftAt === null };
}

async function shown(
	db: Database,
	{ directory }: Sync,
	request: ScimRequest,
	id: string,
): Promise<ScimAnswer> {
	const row = await requireUser(db.read, directory, id);
	const body = await showUser(db.read, request, row, readQuery(request.search));
	return { status: 200, body, headers: { etag: versionOf(row) } };
}

/** An hour: directories ask again by themselves. */
const askAgain = 3600;

function refuseHeld(activity: Activity): void {
	if (activity !== 'held') return;
	const detail =
		'More people than usual were to leave within a day. An administrator of Touchstone says on the page Directories whether that is right.';
	throw new ScimProblem(503, detail, { retryAfter: askAgain });
}
