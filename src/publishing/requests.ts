import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { employees } from '#db/schema/people.ts';
import { policyDrafts } from '#db/schema/policies.ts';
import { agreements, functions } from '#db/schema/publishing.ts';
import { NotFound } from '#lib/errors.ts';
import { type Draft, readDraft } from '#policies/draft.ts';

export type Request = typeof agreements.$inferSelect & { readonly functionName: string };

/** What a function's owner was asked to agree to; anybody else finds nothing. */
export async function readRequest(
	db: Reader,
	id: string,
	personId: string,
): Promise<{ request: Request; draft: Draft | undefined }> {
	const [row] = await db
		.select()
		.from(agreements)
		.innerJoin(functions, eq(functions.id, agreements.functionId))
		.where(
			and(
				eq(agreements.id, id),
				eq(agreements.askedOf, personId),
				eq(functions.ownerId, personId),
				isNull(agreements.settledAt),
			),
		);
	if (!row) throw new NotFound('There is nothing here that you are asked to agree to.');
	const request = { ...row.agreements, functionName: row.functions.name };
	const draft = await readDraft(db, request.policyId);
	return { request, draft: draft?.revision === request.revision ? draft : undefined };
}

/** What a person is asked to agree to and has not answered; what changed since she was asked is left out. */
export async function readRequestsTo(db: Reader, personId: string) {
	return db
		.select({
			id: agreements.id,
			policyId: agreements.policyId,
			functionName: functions.name,
			body: policyDrafts.body,
		})
		.from(agreements)
		.innerJoin(functions, eq(functions.id, agreements.functionId))
		.innerJoin(
			policyDrafts,
			and(
				eq(policyDrafts.policyId, agreements.policyId),
				eq(policyDrafts.revision, agreements.revision),
				isNull(policyDrafts.discardedAt),
			),
		)
		.where(
			and(
				eq(agreements.askedOf, personId),
				eq(functions.ownerId, personId),
				isNull(agreements.decision),
			),
		);
}

/** Who agreed to a version, in the name of which function, in the functions' order. */
export async function readAgreed(db: Reader, policyId: string, number: number) {
	return db
		.select({ name: employees.name, functionName: functions.name, comment: agreements.comment })
		.from(agreements)
		.innerJoin(functions, eq(functions.id, agreements.functionId))
		.innerJoin(employees, eq(employees.id, agreements.askedOf))
		.where(
			and(
				eq(agreements.policyId, policyId),
				eq(agreements.number, number),
				eq(agreements.decision, 'agreed'),
				isNotNull(agreements.settledAt),
			),
		)
		.orderBy(functions.rank);
}
