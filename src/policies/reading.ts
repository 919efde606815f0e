import type { Person } from '#people/person.ts';
import { type Versions, versionsAt } from './facts.ts';
import { inLanguage, versionIn } from './in-language.ts';
import { atPlace, versionAtPlace } from './place.ts';
import type { PolicyHistory, PolicyVersion } from './versions.ts';

/** What about a person decides which words and numbers she reads. */
export type PolicyReader = {
	readonly language: string;
	readonly siteId: string;
	/** The country of her site; null where the organisation has not said. */
	readonly market: string | null;
};

/** A person as somebody who reads. */
export function readerOf({ language, siteId, market }: Person): PolicyReader {
	return { language, siteId, market };
}

/**
 * The versions as one reader reads them: texts in her language, facts as they hold where she works.
 * Whatever shows a policy to somebody passes its versions through here first.
 */
export function readAs(versions: Versions, reader: PolicyReader): Versions {
	return inLanguage(atPlace(versions, reader), reader.language);
}

/** What holds at a moment, as a person reads it. */
export function versionsFor(person: Person, history: PolicyHistory, at: number): Versions {
	return readAs(versionsAt(history, at), readerOf(person));
}

/** One version as a reader reads it: for an older wording, or one to come. */
export function readVersionAs(version: PolicyVersion, reader: PolicyReader): PolicyVersion {
	return versionIn(versionAtPlace(version, reader), reader.language);
}

/** What makes two readers see the same words: a key for what is made from them. */
export function wordingKey(versions: Versions): string {
	const marks = [...versions.values()].map(({ seq, readAt, renames = [], spoken }) => {
		const place = readAt === undefined ? '' : `@${readAt}`;
		return `${seq}${place}r${renames.length}${spoken?.key ?? ''}`;
	});
	return marks.join(',');
}
