import { and, eq, sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { prepared } from '#db/prepared.ts';
import { acknowledgements } from '#db/schema/completions.ts';
import {
	firstMaterialAfter,
	type PolicyHistory,
	type PolicyThread,
	type PolicyVersion,
	versionAt,
} from '#policies/versions.ts';
import type { Overview, PolicyOverview } from './overview.ts';

export type Signature = typeof acknowledgements.$inferSelect;

/** What somebody signs, beneath the statement as it reads. */
export const signedWords = 'I have read this and will work by it.';

/** Every signature of a person, the latest first. */
export async function readSignatures(db: Reader, employeeId: string): Promise<Signature[]> {
	const rows = await signaturesOf(db).execute({ employeeId });
	return rows.toReversed();
}

const signaturesOf = prepared((db) =>
	db
		.select()
		.from(acknowledgements)
		.where(eq(acknowledgements.employeeId, sql.placeholder('employeeId')))
		.orderBy(acknowledgements.at)
		.prepare(),
);

/**
 * The policies that a person is asked to sign now: she has to know them and has learned them as
 * they are, and she has signed no version that still says the same to her.
 */
export function unsigned(
	overview: Overview,
	history: PolicyHistory,
	signatures: readonly Signature[],
	at: number,
): PolicyVersion[] {
	return overview.policies.flatMap((policy) => {
		const thread = history.byId.get(policy.policyId);
		const version = versionAt(thread, at);
		if (!thread || !version?.body.acknowledge || !hasLearned(policy, thread, at)) return [];
		return isSigned(thread, signatures, at) ? [] : version;
	});
}

/** Whether any policy in force asks for a signature: most companies' do not, and then nothing is read. */
export function asksForSignatures(history: PolicyHistory, at: number): boolean {
	return history.policies.some((thread) => versionAt(thread, at)?.body.acknowledge);
}

function hasLearned(
	{ standing, exemption, knownVersion }: PolicyOverview,
	thread: PolicyThread,
	at: number,
): boolean {
	if (exemption || standing.state === 'not due' || knownVersion === undefined) return false;
	return firstMaterialAfter(thread, knownVersion, at) === undefined;
}

/** A signature holds until a material change. */
export function isSigned(
	thread: PolicyThread,
	signatures: readonly Pick<Signature, 'policyId' | 'version'>[],
	at: number,
): boolean {
	return signatures.some(
		({ policyId, version }) =>
			policyId === thread.id && firstMaterialAfter(thread, version, at) === undefined,
	);
}

/** Who has signed a policy in a version that still holds. */
export async function signersOf(
	db: Reader,
	thread: PolicyThread,
	at: number,
): Promise<ReadonlySet<string>> {
	const rows = await db
		.select({ employeeId: acknowledgements.employeeId, version: acknowledgements.version })
		.from(acknowledgements)
		.where(and(eq(acknowledgements.policyId, thread.id)));
	const holding = rows.filter(({ version }) => !firstMaterialAfter(thread, version, at));
	return new Set(holding.map(({ employeeId }) => employeeId));
}
