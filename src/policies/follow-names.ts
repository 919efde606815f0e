import { sha256 } from '#lib/hash.ts';
import type { PolicyText } from './policy-text.ts';
import { type Rename, renameInText } from './renames.ts';
import { partsOf } from './text-parts.ts';

/** Words of the source under the names that its facts had once, and the renames since then, in order. */
type Naming = { readonly hash: string; readonly since: readonly Rename[] };

/** The last of some editions that translates a part's words, whatever their facts were called then. */
export function lastThatFits(
	editions: readonly PolicyText[],
	part: string,
	words: string,
): { edition: PolicyText; text: string } | undefined {
	const [first] = editions;
	if (!first) return undefined;
	const namings = namingsOf(words, first);
	for (const edition of editions.toReversed()) {
		const naming = namings.find(({ hash }) => hash === edition.sourceHashes[part]);
		const text = partsOf(edition).get(part) ?? '';
		if (naming) return { edition, text: inNamesOfNow(text, edition.policyId, naming) };
	}
	return undefined;
}

/** As they are now, and with one rename after another undone, the last one first. */
function namingsOf(words: string, { policyId, renames = [] }: PolicyText): Naming[] {
	let naming: Naming & { readonly words: string } = { words, hash: sha256(words), since: [] };
	const namings: Naming[] = [naming];
	for (const { from, to } of renames.toReversed()) {
		const earlier = renameInText(naming.words, policyId, [{ from: to, to: from }]);
		if (earlier === naming.words) continue;
		naming = { words: earlier, hash: sha256(earlier), since: [{ from, to }, ...naming.since] };
		namings.push(naming);
	}
	return namings;
}

function inNamesOfNow(text: string, policyId: string, { since }: Naming): string {
	return since.reduce((said, rename) => renameInText(said, policyId, [rename]), text);
}
