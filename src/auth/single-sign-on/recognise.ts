import { and, eq, ne, sql } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database } from '#db/connection.ts';
import { identities } from '#db/schema/identities.ts';
import { employees } from '#db/schema/people.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid } from '#lib/errors.ts';
import { sha256 } from '#lib/hash.ts';
import { decide, type Refusal } from './decide.ts';
import { enrolNewcomer } from './enrol-newcomer.ts';
import type { Proof } from './proof.ts';
import type { Terms } from './terms.ts';

export type Recognition =
	| { readonly kind: 'in'; readonly employeeId: string }
	| { readonly kind: 'refused'; readonly why: Refusal; readonly because?: string };

type Around = {
	readonly terms: Pick<Terms, 'claim' | 'clientId' | 'teamId'>;
	/** The organisation's setting. */
	readonly enrols: boolean;
	readonly at: number;
};

/** Who it is here whom the provider vouches for; puts on record what came of it. */
export async function recognise(db: Database, proof: Proof, around: Around): Promise<Recognition> {
	try {
		return await db.write((tx) => recogniseIn(tx, proof, around));
	} catch (error) {
		// Whoever cannot be enrolled with what the provider said of her is still unknown.
		if (!(error instanceof Invalid)) throw error;
		return { kind: 'refused', why: 'unknown', because: error.message };
	}
}

async function recogniseIn(tx: Transaction, proof: Proof, around: Around): Promise<Recognition> {
	const { terms, at } = around;
	const enrols = around.enrols && terms.teamId !== undefined && proof.named !== undefined;
	const [linked, named] = [await linkedTo(tx, proof), await findNamed(tx, proof, terms)];
	const decision = decide({ linked, named, enrols });
	if (decision.kind === 'refused') {
		const about = linked?.id ?? named?.id;
		await record(tx, { proof, at, about, action: 'identity.refused', why: decision.why });
		return decision;
	}
	const employeeId =
		decision.kind === 'enrol' ? await enrolNewcomer(tx, proof, around) : decision.employeeId;
	const { issuer, subject } = proof;
	const link = { issuer, subject, clientId: terms.clientId, employeeId };
	await tx
		.insert(identities)
		.values({ ...link, linkedAt: at, lastUsedAt: at })
		.onConflictDoUpdate({
			target: [identities.issuer, identities.subject],
			set: { lastUsedAt: at, clientId: terms.clientId },
		});
	if (decision.kind !== 'in') {
		await record(tx, { proof, at, about: employeeId, action: 'identity.linked' });
	}
	await record(tx, { proof, at, about: employeeId, action: 'session.began' });
	return { kind: 'in', employeeId };
}

async function linkedTo(tx: Transaction, { issuer, subject }: Proof) {
	const [employee] = await tx
		.select({ id: employees.id, leftAt: employees.leftAt })
		.from(identities)
		.innerJoin(employees, eq(employees.id, identities.employeeId))
		.where(and(eq(identities.issuer, issuer), eq(identities.subject, subject)));
	return employee;
}

/** Whom the claim names, and whether another account of the same provider is hers already. */
async function findNamed(
	tx: Transaction,
	{ named, issuer, subject }: Proof,
	{ claim, clientId }: Around['terms'],
) {
	if (named === undefined) return undefined;
	const fits =
		claim === 'email'
			? eq(sql`lower(${employees.email})`, named.toLowerCase())
			: eq(employees.number, named);
	const found = await tx
		.select({ id: employees.id, leftAt: employees.leftAt })
		.from(employees)
		.where(fits)
		.limit(2);
	const [employee] = found;
	// An address that two people share names neither.
	if (!employee || found.length > 1) return undefined;
	const others = await tx
		.select({ subject: identities.subject })
		.from(identities)
		.where(
			and(
				eq(identities.employeeId, employee.id),
				eq(identities.issuer, issuer),
				eq(identities.clientId, clientId),
				ne(identities.subject, subject),
			),
		)
		.limit(1);
	return { ...employee, hasAccount: others.length > 0 };
}

type Deed = {
	readonly proof: Proof;
	readonly at: number;
	readonly about: string | undefined;
	readonly action: 'identity.refused' | 'identity.linked' | 'session.began';
	readonly why?: Refusal;
};

async function record(tx: Transaction, { proof, at, about, action, why }: Deed): Promise<void> {
	const { issuer, subject, named } = proof;
	const payload = {
		...{ method: 'single sign-on', issuer, subject },
		...(named === undefined ? {} : { named }),
		...(why === undefined ? {} : { why }),
	};
	await appendAudit(tx, {
		...{ at, action, payload },
		// Nobody here did what was refused.
		actorId: action === 'identity.refused' ? null : (about ?? null),
		objectType: about === undefined ? 'identity' : 'employee',
		objectId: about ?? sha256(`${issuer} ${subject}`),
	});
}
