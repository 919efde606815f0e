import { appendAudit } from '#audit/append.ts';
import type { Database } from '#db/connection.ts';
import { acknowledgements } from '#db/schema/completions.ts';
import { Invalid } from '#lib/errors.ts';
import { fillTemplate } from '#lib/template.ts';
import type { Person } from '#people/person.ts';
import { factsOf, showFact, type Versions, versionsAt, withVersion } from '#policies/facts.ts';
import { readAs } from '#policies/reading.ts';
import { compilePlain } from '#policies/text.ts';
import { type PolicyHistory, versionNumbered } from '#policies/versions.ts';
import { signedWords } from './signatures.ts';

export type Signing = {
	/** Made by the page that asked: a double tap signs once. */
	readonly id: string;
	readonly person: Person;
	readonly policyId: string;
	/** What she had before her eyes, and since when. A newer version is another matter. */
	readonly version: number;
	readonly shownAt: number;
	readonly at: number;
};

/** Puts a signature on record, with the statement as the person read it. */
export async function signPolicy(
	db: Database,
	history: PolicyHistory,
	{ id, person, policyId, version, shownAt, at }: Signing,
): Promise<void> {
	const signed = versionNumbered(history.byId.get(policyId), version);
	if (!signed?.body.acknowledge || signed.effectiveAt > at) {
		throw new Invalid({ sign: 'There is nothing to sign here any more. Open the page again.' });
	}
	// A clock that runs ahead on some device is no reason to read tomorrow's words.
	const versions = withVersion(versionsAt(history, Math.min(shownAt, at)), signed);
	const wording = `${statementFor(readAs(versions, person), policyId)} ${signedWords}`;
	const row = { id, employeeId: person.id, policyId, version, wording, at };
	await db.write(async (tx) => {
		const added = await tx.insert(acknowledgements).values(row).onConflictDoNothing().returning();
		if (added.length === 0) return;
		await appendAudit(tx, {
			at,
			actorId: person.id,
			action: 'policy.signed',
			objectType: 'policy',
			objectId: policyId,
			payload: { version, hash: signed.hash, wording },
		});
	});
}

/** The statement of a policy as plain text, its numbers filled in. */
function statementFor(versions: Versions, policyId: string): string {
	const source = versions.get(policyId)?.body.statement ?? '';
	const facts = factsOf(versions);
	return fillTemplate(compilePlain(policyId, source), (name) => showFact(facts, name));
}
