import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { employees } from '#db/schema/people.ts';
import { policyDrafts } from '#db/schema/policies.ts';
import { approvals } from '#db/schema/publishing.ts';
import { type Person, readPeople } from '#people/person.ts';
import { may } from '#people/roles.ts';
import { authorsOf, type Draft } from '#policies/draft.ts';

/** The leaders who may be asked: everybody but those who wrote on the drafts and the one who asks. */
export async function readApprovers(
	db: Reader,
	drafts: readonly Draft[],
	asking: string,
): Promise<Person[]> {
	const without = new Set([asking, ...drafts.flatMap(authorsOf)]);
	const leading = sql`exists (select 1 from employee_roles where employee_id = ${employees.id})`;
	const people = await readPeople(db, leading);
	return people.filter(({ id, roles }) => may(roles, 'publish policies') && !without.has(id));
}

/** What a leader is asked to approve and has not answered; what changed since is left out. */
export async function readApprovalsAsked(db: Reader, personId: string) {
	return db
		.select({ policyId: approvals.policyId, body: policyDrafts.body })
		.from(approvals)
		.innerJoin(
			policyDrafts,
			and(
				eq(policyDrafts.policyId, approvals.policyId),
				eq(policyDrafts.revision, approvals.revision),
				isNull(policyDrafts.discardedAt),
			),
		)
		.where(and(eq(approvals.askedOf, personId), isNull(approvals.decision)));
}

/** Who approved a version, with what she said. */
export async function readApproved(db: Reader, policyId: string, number: number) {
	return db
		.select({ name: employees.name, comment: approvals.comment })
		.from(approvals)
		.innerJoin(employees, eq(employees.id, approvals.askedOf))
		.where(
			and(
				eq(approvals.policyId, policyId),
				eq(approvals.number, number),
				eq(approvals.decision, 'approved'),
			),
		);
}
