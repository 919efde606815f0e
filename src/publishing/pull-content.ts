import type { Catalogue } from '#lessons/catalogue.ts';
import { writePolicyFile } from '#policies/write-file.ts';
import { type PolicyHistory, versionAt } from '#policies/versions.ts';
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
			if (!version || (file && sameBody(file.body, version.body))) return [];
			const { id, owner } = thread;
			const text = writePolicyFile({ id, owner, version: version.number, body: version.body });
			return [[file?.file ?? `policies/${id}.md`, text] as const];
		}),
	);
}
