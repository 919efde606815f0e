import type { Reader } from '#db/connection.ts';
import { loadPolicies, type PolicyThread, type PolicyVersion, versionHash } from './versions.ts';

/** Walks every policy's versions; returns the first that does not hold as a sentence, or how many do. */
export async function verifyVersions(
	db: Reader,
): Promise<{ holds: true; links: number } | { holds: false; broken: string }> {
	const { policies } = await loadPolicies(db, Number.MAX_SAFE_INTEGER);
	for (const thread of policies) {
		const broken = brokenThread(thread);
		if (broken) return { holds: false, broken };
	}
	return { holds: true, links: policies.reduce((sum, { versions }) => sum + versions.length, 0) };
}

function brokenThread({ id, versions }: PolicyThread): string | undefined {
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
