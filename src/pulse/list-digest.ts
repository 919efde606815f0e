import { sha256 } from '#lib/hash.ts';

type Listed = { readonly id: string; readonly list: readonly string[] };

/** One fingerprint of who could be drawn, by stratum: it stands in the chained record, so that no list is changed unseen. */
export function listsDigest(strata: readonly Listed[]): string {
	const lines = strata.map(({ id, list }) => `${id} ${sha256(list.join(' '))}`);
	return sha256(lines.toSorted().join('\n'));
}
