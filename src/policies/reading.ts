import type { Person } from '#people/person.ts';
import { type Versions, versionsAt } from './facts.ts';
import { inLanguage, versionIn } from './in-language.ts';
import type { PolicyHistory, PolicyVersion } from './versions.ts';

/** What about a person decides which words and numbers she reads. */
export type PolicyReader = { readonly language: string; readonly siteId: string };

export function readerOf({ language, siteId }: Person): PolicyReader {
	return { language, siteId };
}

/**
 * The versions as one reader reads them: texts in her language, facts as they hold where she works.
 * Whatever shows a policy to somebody passes its versions through here first.
 */
export function readAs(versions: Versions, { language }: PolicyReader): Versions {
	return inLanguage(versions, language);
}

/** What holds at a moment, as a person reads it. */
export function versionsFor(person: Person, history: PolicyHistory, at: number): Versions {
	return readAs(versionsAt(history, at), readerOf(person));
}

/** One version as a reader reads it: for an older wording, or one to come. */
export function readVersionAs(version: PolicyVersion, { language }: PolicyReader): PolicyVersion {
	return versionIn(version, language);
}

/** What makes two readers see the same words: a key for what is made from them. */
export function wordingKey(versions: Versions): string {
	return [...versions.values()].map(({ seq, spoken }) => `${seq}${spoken?.key ?? ''}`).join(',');
}
