import type { Versions } from './facts.ts';

/** What about a person decides which words and numbers she reads. */
export type PolicyReader = { readonly language: string; readonly siteId: string };

/**
 * The versions as one reader reads them: texts in her language, facts as they hold where she works.
 * Whatever shows a policy to somebody passes its versions through here first.
 */
export function readAs(versions: Versions, _reader: PolicyReader): Versions {
	return versions;
}
