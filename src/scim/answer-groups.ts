import type { Database } from '#db/connection.ts';
import type { Transaction } from '#db/writer.ts';
import { changeGroup, createGroup, deleteGroup } from './change-group.ts';
import type { Sync } from './directory.ts';
import { readGroup, readGroupPatch } from './group-resource.ts';
import { type Group, groupVersion, listGroups, requireGroup, showGroup } from './group-rows.ts';
import { readOperations } from './patch.ts';
import { readQuery } from './query.ts';
import { checkMatch, isKnown, type ScimAnswer, type ScimRequest } from './request.ts';

/** `/Groups` and `/Groups/…`; undefined for a method that is not there. */
export async function answerGroups(
	db: Database,
	sync: Sync,
	request: ScimRequest,
): Promise<ScimAnswer | undefined> {
	const [, id] = request.segments;
	const asking = { directory: sync.directory, base: request.base };
	if (id === undefined) {
		if (request.method === 'POST') return create(db, sync, request);
		if (request.method !== 'GET') return undefined;
		return { status: 200, body: await listGroups(db.read, asking, readQuery(request.search)) };
	}
	if (request.method === 'GET') return show(db, sync, request, id);
	if (request.method === 'PUT') return replace(db, sync, request, id);
	if (request.method === 'PATCH') return patch(db, sync, request, id);
	if (request.method !== 'DELETE') return undefined;
	await db.write(async (tx) => deleteGroup(tx, sync, await found(tx, sync, request, id)));
	return { status: 204 };
}

async function show(
	db: Database,
	{ directory }: Sync,
	request: ScimRequest,
	id: string,
): Promise<ScimAnswer> {
	const group = await requireGroup(db.read, directory, id);
	const headers = { etag: groupVersion(group) };
	if (isKnown(request, headers.etag)) return { status: 304, headers };
	const body = await showGroup(db.read, request.base, group, readQuery(request.search));
	return { status: 200, body, headers };
}

async function create(db: Database, sync: Sync, request: ScimRequest): Promise<ScimAnswer> {
	const sent = readGroup(request.body);
	const { id } = await db.write((tx) => createGroup(tx, sync, sent));
	const answer = await show(db, sync, { ...request, ifNoneMatch: null }, id);
	const location = `${request.base}/Groups/${id}`;
	return { ...answer, status: 201, headers: { ...answer.headers, location } };
}

async function replace(
	db: Database,
	sync: Sync,
	request: ScimRequest,
	id: string,
): Promise<ScimAnswer> {
	const sent = readGroup(request.body);
	const members = { kind: 'replace', ids: sent.members ?? [] } as const;
	const changes = sent.members === undefined ? [] : [members];
	await db.write(async (tx) =>
		changeGroup(tx, sync, await found(tx, sync, request, id), { sent, changes }),
	);
	return show(db, sync, { ...request, ifNoneMatch: null }, id);
}

/** No body, as Entra ID asks: a group may have very many members. */
async function patch(
	db: Database,
	sync: Sync,
	request: ScimRequest,
	id: string,
): Promise<ScimAnswer> {
	const { changes, apply } = readGroupPatch(readOperations(request.body));
	await db.write(async (tx) => {
		const group = await found(tx, sync, request, id);
		const sent = readGroup(apply(asResource(group)));
		await changeGroup(tx, sync, group, { sent, changes });
	});
	return { status: 204 };
}

async function found(
	tx: Transaction,
	{ directory }: Sync,
	request: ScimRequest,
	id: string,
): Promise<Group> {
	const group = await requireGroup(tx, directory, id);
	checkMatch(request, groupVersion(group));
	return group;
}

function asResource({ resource, displayName, externalId }: Group) {
	return { ...resource, displayName, ...(externalId === null ? {} : { externalId }) };
}
