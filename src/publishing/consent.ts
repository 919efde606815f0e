import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { employees } from '#db/schema/people.ts';
import { agreements, approvals } from '#db/schema/publishing.ts';
import { readSettings } from '#people/settings.ts';
import { authorsOf } from '#policies/draft.ts';
import { type CompanyFunction, readFunctions } from './functions.ts';
import type { Ground, Intent } from './refusal.ts';

export type Agreement = typeof agreements.$inferSelect & { readonly name: string };
export type Approval = typeof approvals.$inferSelect & { readonly name: string };

/** Whose yes a publication needs, and who has said what to the draft so far. */
export type Consent = {
	readonly agreementNeeded: boolean;
	readonly approvalNeeded: boolean;
	readonly functions: readonly CompanyFunction[];
	readonly agreements: readonly Agreement[];
	readonly approvals: readonly Approval[];
};

export async function readConsent(db: Reader, policyId: string): Promise<Consent> {
	const { agreementNeeded, approvalNeeded } = await readSettings(db);
	const agreed = await db
		.select()
		.from(agreements)
		.innerJoin(employees, eq(employees.id, agreements.askedOf))
		.where(and(eq(agreements.policyId, policyId), isNull(agreements.settledAt)))
		.orderBy(asc(agreements.askedAt));
	const approved = await db
		.select()
		.from(approvals)
		.innerJoin(employees, eq(employees.id, approvals.askedOf))
		.where(and(eq(approvals.policyId, policyId), isNull(approvals.settledAt)))
		.orderBy(asc(approvals.askedAt));
	return {
		agreementNeeded,
		approvalNeeded,
		functions: await readFunctions(db),
		agreements: agreed.map((row) => ({ ...row.agreements, name: row.employees.name })),
		approvals: approved.map((row) => ({ ...row.approvals, name: row.employees.name })),
	};
}

/** A function that a draft concerns, with what its owner has said to this revision. */
export type FunctionStanding = {
	readonly concerned: CompanyFunction;
	readonly kind: 'agreed' | 'objected' | 'asked' | 'not asked' | 'no owner';
	readonly agreement: Agreement | undefined;
	/** Who agreed to an earlier revision: a later save made that void. */
	readonly agreedBefore: string | undefined;
};

type Draft = Pick<Intent, 'policyId' | 'body' | 'revision'>;

/** The functions whose channels the draft speaks to, or whose people have to know the policy. */
export function functionsConcerned(draft: Draft, ground: Ground): FunctionStanding[] {
	const spokenTo = new Set([
		...Object.keys(draft.body.how),
		...channelsReached(draft.policyId, ground),
	]);
	const { functions, agreements: all } = ground.consent;
	return functions
		.filter(({ channels }) => channels.some((channel) => spokenTo.has(channel)))
		.map((concerned) => {
			const own = all.filter(({ functionId }) => functionId === concerned.id);
			const agreement = own.find(({ revision }) => revision === draft.revision);
			const before = own.findLast(
				({ decision, revision }) => decision === 'agreed' && revision !== draft.revision,
			);
			return {
				concerned,
				agreement,
				kind: kindOf(concerned, agreement),
				agreedBefore: before?.name,
			};
		});
}

function kindOf(
	{ ownerId }: CompanyFunction,
	agreement: Agreement | undefined,
): FunctionStanding['kind'] {
	if (agreement?.decision) return agreement.decision;
	if (ownerId === null) return 'no owner';
	return agreement?.askedOf === ownerId ? 'asked' : 'not asked';
}

/** The channels of the people who have to know a policy. */
export function channelsReached(
	policyId: string,
	{ catalogue, assignments }: Pick<Ground, 'catalogue' | 'assignments'>,
): string[] {
	const teaching = new Set(
		catalogue.lessons.filter(({ policies }) => policies.includes(policyId)).map(({ id }) => id),
	);
	const needed = assignments
		.filter(({ lessons }) => lessons.some((id) => teaching.has(id)))
		.flatMap(({ audience }) => audience.channels ?? catalogue.channels.map(({ id }) => id));
	return [...new Set(needed)];
}

/** What leaders have said to this revision; a yes of somebody who wrote on it is none. */
export function approvalOf(
	draft: Pick<Intent, 'revision' | 'savedBy' | 'savers'>,
	all: readonly Approval[],
) {
	const authors = authorsOf({
		savedBy: draft.savedBy,
		savers: draft.savers ? [...draft.savers] : null,
	});
	const counted = all.filter(({ askedOf }) => !authors.includes(askedOf));
	const own = counted.filter(({ revision }) => revision === draft.revision);
	return {
		approved: own.find(({ decision }) => decision === 'approved'),
		sentBack: own.find(({ decision }) => decision === 'refused'),
		waiting: own.find(({ decision }) => decision === null),
		before: counted.findLast(
			({ decision, revision }) => decision === 'approved' && revision !== draft.revision,
		),
	};
}
