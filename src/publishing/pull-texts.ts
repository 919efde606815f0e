import type { Catalogue } from '#lessons/catalogue.ts';
import { partsOf, textsFrom } from '#policies/text-parts.ts';
import { type PolicyHistory, type PolicyVersion, versionAt } from '#policies/versions.ts';
import { writeTextFile } from '#policies/write-text-file.ts';
import { sameBody } from './adopt-content.ts';
import { holdingTexts, sameTexts } from './adopt-texts.ts';

/**
 * The translations that say something else than what holds for the versions in force, or that are
 * missing, as their files should be. What is stale is left out: the file says the version that it
 * follows, and all of it does.
 */
export function pullTexts(
	history: PolicyHistory,
	catalogue: Catalogue,
	at: number,
): Map<string, string> {
	return new Map(
		history.policies.flatMap((thread) => {
			const { id } = thread;
			const inForce = versionAt(thread, at);
			if (!inForce) return [];
			const version = versionInFile(catalogue, inForce);
			const languages = [...new Set(thread.texts.map(({ language }) => language))];
			return languages.flatMap((language) => {
				const texts = holdingTexts(thread, language, at);
				const file = catalogue.policyTranslations.find(
					(each) => each.policyId === id && each.language === language,
				);
				const same = file && texts && sameTexts(textsFrom(partsOf(file)), texts);
				if (!texts || (same && file.version >= version)) return [];
				const text = writeTextFile({ id, version, ...texts });
				return [[file?.file ?? `policies/${id}.${language}.md`, text] as const];
			});
		}),
	);
}

/** What the policy's own file says once it is pulled: a file that says the same keeps its number. */
function versionInFile({ policies }: Catalogue, { policyId, number, body }: PolicyVersion): number {
	const file = policies.find(({ id }) => id === policyId);
	return file && sameBody(file.body, body) ? file.version : number;
}
