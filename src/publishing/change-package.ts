import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database } from '#db/connection.ts';
import { packagePolicies, packages } from '#db/schema/publishing.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid } from '#lib/errors.ts';
import type { PolicyVersion } from '#policies/versions.ts';
import { openPackageOf, readPackage, requireOpen } from './packages.ts';

type Deed = { readonly by: string; readonly at: number };

export async function beginPackage(db: Database, title: string, deed: Deed): Promise<string> {
	const id = randomUUID();
	await db.write(async (tx) => {
		const row = { id, title, createdBy: deed.by, createdAt: deed.at };
		await tx.insert(packages).values(row);
		await record(tx, id, 'package.begun', deed, { title });
	});
	return id;
}

export async function addToPackage(
	db: Database,
	{ packageId, policyId, ...deed }: Deed & { packageId: string; policyId: string },
): Promise<void> {
	await db.write(async (tx) => {
		await requireOpen(tx, packageId);
		const other = await openPackageOf(tx, policyId);
		if (other?.id === packageId) return;
		if (other) {
			const message = `It is in the package “${other.title}” already. Take it out there first.`;
			throw new Invalid({ policy: message });
		}
		await tx.insert(packagePolicies).values({ packageId, policyId });
		await record(tx, packageId, 'package.policy added', deed, { policy: policyId });
	});
}

/** Takes a policy out. Its draft stays and can be published alone. */
export async function takeOutOfPackage(
	db: Database,
	{ packageId, policyId, ...deed }: Deed & { packageId: string; policyId: string },
): Promise<void> {
	await db.write(async (tx) => {
		await requireOpen(tx, packageId);
		const member = memberOf(packageId, policyId);
		const gone = await tx.delete(packagePolicies).where(member).returning();
		if (gone.length === 0) return;
		await record(tx, packageId, 'package.policy taken out', deed, { policy: policyId });
	});
}

/** Gives a package up, or takes it back. Its drafts stay; one that is in another package by now is left there. */
export async function setDiscarded(
	db: Database,
	{ packageId, discarded, ...deed }: Deed & { packageId: string; discarded: boolean },
): Promise<void> {
	await db.write(async (tx) => {
		const { publishedAt, members } = await readPackage(tx, packageId);
		if (publishedAt !== null) throw new Invalid({ package: 'It has been published meanwhile.' });
		for (const { policyId } of discarded ? [] : members) {
			const other = await openPackageOf(tx, policyId);
			if (!other || other.id === packageId) continue;
			await tx.delete(packagePolicies).where(memberOf(packageId, policyId));
		}
		const discardedAt = discarded ? deed.at : null;
		await tx.update(packages).set({ discardedAt }).where(eq(packages.id, packageId));
		const action = discarded ? 'package.discarded' : 'package.taken back';
		await record(tx, packageId, action, deed, {});
	});
}

/** Closes a package with the versions that its drafts became. */
export async function closePackage(
	tx: Transaction,
	packageId: string,
	versions: readonly PolicyVersion[],
): Promise<void> {
	const [first] = versions;
	if (!first) return;
	for (const { policyId, number } of versions) {
		await tx.update(packagePolicies).set({ number }).where(memberOf(packageId, policyId));
	}
	await tx
		.update(packages)
		.set({ publishedAt: first.publishedAt })
		.where(eq(packages.id, packageId));
	const deed = { by: first.publishedBy, at: first.publishedAt };
	const payload = { versions: versions.map(({ policyId, number }) => `${policyId} ${number}`) };
	await record(tx, packageId, 'package.published', deed, payload);
}

function record(
	tx: Transaction,
	id: string,
	action: string,
	{ by, at }: { by: string | null; at: number },
	payload: Parameters<typeof appendAudit>[1]['payload'],
): Promise<void> {
	return appendAudit(tx, {
		...{ at, actorId: by, action, objectType: 'package', objectId: id, payload },
	});
}

function memberOf(packageId: string, policyId: string) {
	return and(eq(packagePolicies.packageId, packageId), eq(packagePolicies.policyId, policyId));
}
