import type { Catalogue } from '#lessons/catalogue.ts';
import { writePolicyFile } from '#policies/write-file.ts';
import { nameNow } from '#policies/renames.ts';
import {
	type PolicyHistory,
	type PolicyThread,
	type PolicyVersion,
	versionAt,
} from '#policies/versions.ts';
import { sameBody } from './adopt-content.ts';

/**
 * The policy files that say something else than the versions in force, or that are missing, as
 * they should be: path within the content folder and text. A file that says the same stays as its
 * author wrote it.
 */
export function pullPolicies(
	history: PolicyHistory,
	catalogue: Catalogue,
	at: number,
): Map<string, string> {
	const files = new Map(catalogue.policies.map((file) => [file.id, file]));
	return new Map(
		history.policies.flatMap((thread) => {
			const version = versionAt(thread, at);
			const file = files.get(thread.id);
			if (!version) return [];
			const renamed = namesAhead(thread, version);
			const same = file && sameBody(file.body, version.body);
			if (same && sameBody(file.renamed ?? {}, renamed ?? {})) return [];
			const { id, owner } = thread;
			const { number, body } = version;
			const text = writePolicyFile({
				id,
				owner,
				version: number,
				body,
				...(renamed && { renamed }),
			});
			return [[file?.file ?? `policies/${id}.md`, text] as const];
		}),
	);
}

/** Names that a draft has given and nothing published has yet: lessons may use them already. */
function namesAhead({ versions }: PolicyThread, version: PolicyVersion) {
	const { renames = [] } = version;
	const known = (name: string) => versions.some(({ body }) => Object.hasOwn(body.facts, name));
	const ahead = renames.flatMap(({ from, to }) => [from, to]).filter((name) => !known(name));
	const pairs = [...new Set(ahead)].map((name) => [name, nameNow(name, version)] as const);
	const kept = pairs.filter(([name, now]) => now !== name);
	return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}
