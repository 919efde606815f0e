import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { packagePolicies, packages } from '#db/schema/publishing.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid, NotFound } from '#lib/errors.ts';

/** Several drafts under one title, published together or not at all. */
export type Package = typeof packages.$inferSelect & {
	readonly members: readonly { readonly policyId: string; readonly number: number | null }[];
};

/** Not published and not given up. */
const open = and(isNull(packages.publishedAt), isNull(packages.discardedAt));

/** Throws NotFound if there is no such package. */
export async function readPackage(db: Reader, id: string): Promise<Package> {
	const [row] = await db.select().from(packages).where(eq(packages.id, id));
	if (!row) throw new NotFound('There is no such package.');
	const members = await db
		.select({ policyId: packagePolicies.policyId, number: packagePolicies.number })
		.from(packagePolicies)
		.where(eq(packagePolicies.packageId, id))
		.orderBy(asc(packagePolicies.policyId));
	return { ...row, members };
}

/** The packages that are being written, and the last few that were published. */
export async function readPackages(db: Reader): Promise<(typeof packages.$inferSelect)[]> {
	const rows = await db
		.select()
		.from(packages)
		.where(isNull(packages.discardedAt))
		.orderBy(desc(packages.createdAt));
	const published = rows.filter(({ publishedAt }) => publishedAt !== null);
	return [...rows.filter(({ publishedAt }) => publishedAt === null), ...published.slice(0, 3)];
}

/** The open package that a policy is in; one at most. */
export async function openPackageOf(
	db: Reader,
	policyId: string,
): Promise<{ id: string; title: string } | undefined> {
	const [row] = await db
		.select({ id: packages.id, title: packages.title })
		.from(packagePolicies)
		.innerJoin(packages, eq(packages.id, packagePolicies.packageId))
		.where(and(eq(packagePolicies.policyId, policyId), open));
	return row;
}

/** The package under which a version was published, if it was not published alone. */
export async function packageOfVersion(
	db: Reader,
	policyId: string,
	number: number,
): Promise<Package | undefined> {
	const [row] = await db
		.select({ id: packagePolicies.packageId })
		.from(packagePolicies)
		.where(and(eq(packagePolicies.policyId, policyId), eq(packagePolicies.number, number)));
	return row && readPackage(db, row.id);
}

/** Throws Invalid if it was published or given up. */
export async function requireOpen(tx: Transaction, id: string): Promise<Package> {
	const found = await readPackage(tx, id);
	if (found.publishedAt !== null || found.discardedAt !== null)
		throw new Invalid({ package: 'This package is closed. Begin another one.' });
	return found;
}

/** Throws Invalid unless these drafts are the whole of an open package. */
export async function requireWhole(
	tx: Transaction,
	packageId: string,
	drafts: readonly { readonly policyId: string }[],
): Promise<void> {
	const { members } = await requireOpen(tx, packageId);
	const ids = (list: readonly { readonly policyId: string }[]) =>
		list
			.map(({ policyId }) => policyId)
			.toSorted()
			.join(' ');
	if (ids(members) !== ids(drafts)) {
		const message = 'A policy was added or taken out after you opened this page. Read it again.';
		throw new Invalid({ publish: message });
	}
}
