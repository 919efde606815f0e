import type { Reader } from '#db/connection.ts';
import { policyVersions } from '#db/schema/policies.ts';
import type { PolicyVersion } from './versions.ts';
import { versionHash } from './append-version.ts';

/** Walks every policy's versions; returns the first that does not hold as a sentence, or how many do. */
export async function verifyVersions(
	db: Reader,
): Promise<{ holds: true; links: number } | { holds: false; broken: string }> {
	const rows = await db
		.select()
		.from(policyVersions)
		.orderBy(policyVersions.policyId, policyVersions.number);
	for (const [id, versions] of Map.groupBy(rows, ({ policyId }) => policyId)) {
		const broken = brokenThread(id, versions);
		if (broken) return { holds: false, broken };
	}
	return { holds: true, links: rows.length };
}

function brokenThread(id: string, versions: readonly PolicyVersion[]): string | undefined {
	let previous: PolicyVersion | undefined;
	for (const version of versions) {
		const name = `Policy ${id}, version ${version.number}`;
		if (version.number !== (previous?.number ?? 0) + 1)
			return `${name}: a version is missing before it.`;
		if (version.previousHash !== (previous?.hash ?? null))
			return `${name}: it does not follow the version before it.`;
		if (versionHash(version) !== version.hash)
			return `${name}: it was changed after it was published.`;
		previous = version;
	}
	return undefined;
}
