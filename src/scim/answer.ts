import type { Database } from '#db/connection.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import type { Json } from '#lib/hash.ts';
import { answerGroups } from './answer-groups.ts';
import { answerUsers } from './answer-users.ts';
import { describe } from './describe.ts';
import { recordSync, type Sync } from './directory.ts';
import { ScimProblem, taken, wrong } from './problem.ts';
import { noteProblem } from './problems.ts';
import type { ScimAnswer, ScimRequest } from './request.ts';

/** A request whose body is read when it is known whose it is. */
type Unread = Omit<ScimRequest, 'body'> & { readonly read: () => Promise<Json> };

const changing = new Set(['POST', 'PUT', 'PATCH']);

/** Answers a directory. What fails is an error as RFC 7644 writes it, and on the administrator's page. */
export async function answerScim(db: Database, sync: Sync, request: Unread): Promise<ScimAnswer> {
	try {
		const body = changing.has(request.method) ? await request.read() : null;
		return await answer(db, sync, { ...request, body });
	} catch (error) {
		const problem = asProblem(error);
		if (isLastAdministrator(error)) await recordRefusal(db, sync, request);
		const isLook = request.method === 'GET' && problem.status === 404;
		if (!isLook) await noteProblem(db, sync, request, problem);
		throw problem;
	}
}

async function answer(db: Database, sync: Sync, request: ScimRequest): Promise<ScimAnswer> {
	const [what] = request.segments;
	if (what === 'Bulk') throw new ScimProblem(501, 'Send each change by itself.');
	const known = what === 'Users' || what === 'Groups';
	if (known && request.segments.length <= 2) {
		const answered = await (what === 'Users' ? answerUsers : answerGroups)(db, sync, request);
		if (answered) return answered;
		throw new ScimProblem(405, 'This cannot be done here.');
	}
	const described = request.method === 'GET' ? describe(request.segments, request.base) : undefined;
	if (described === undefined) throw new ScimProblem(404, 'There is no such address.');
	return { status: 200, body: described };
}

/** The rules of the product in the words of the protocol; a sentence for a form may name somebody. */
function asProblem(error: unknown): ScimProblem {
	if (error instanceof ScimProblem) return error;
	if (error instanceof NotFound) return new ScimProblem(404, 'There is nobody with this id.');
	if (!(error instanceof Invalid)) throw error;
	if (isLastAdministrator(error))
		return new ScimProblem(
			409,
			'This is the last administrator of Touchstone, who cannot be taken away from here.',
		);
	if (error.problems['number']) return taken('This employeeNumber belongs to somebody else.');
	return wrong('invalidValue', Object.values(error.problems)[0] ?? 'A value cannot be used.');
}

function isLastAdministrator(error: unknown): boolean {
	return error instanceof Invalid && error.problems['roles'] !== undefined;
}

/** What it undid took its own audit row with it. */
async function recordRefusal(db: Database, sync: Sync, { segments }: Unread): Promise<void> {
	const what = {
		action: 'scim.leave.refused',
		objectType: 'directory',
		objectId: sync.directory.id,
	};
	const more = { user: segments[1] ?? '', why: 'the last administrator' };
	await db.write((tx) => recordSync(tx, sync, { ...what, more }));
}
