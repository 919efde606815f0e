import { formatQuantity } from '#lib/quantity.ts';
import { fillTemplate } from '#lib/template.ts';
import { type ChangedPiece, wordsChanged } from '#lib/words-changed.ts';
import { factsOf, showFact, type Versions, withVersion } from '#policies/facts.ts';
import { inOneLanguage, languageOf } from '#policies/in-language.ts';
import { compilePlain } from '#policies/text.ts';
import { partsOf } from '#policies/text-parts.ts';
import type { PolicyVersion } from '#policies/versions.ts';

/** Two versions of a policy side by side, with the differing words marked. */
export type Comparison = {
	readonly statement: readonly ChangedPiece[];
	readonly why: readonly ChangedPiece[];
	/** The channels whose line differs, with the line. */
	readonly how: readonly { readonly channel: string; readonly pieces: readonly ChangedPiece[] }[];
	readonly facts: readonly FactChange[];
	/** The language that a part is compared in: `statement`, `how.store` … */
	readonly languageOf: (part: string) => string;
};

export type FactChange = {
	readonly name: string;
	readonly before: string | undefined;
	readonly after: string | undefined;
};

/** Compares what readers saw under one version with what they see under another; the other policies stay. */
export function compareVersions(
	older: PolicyVersion,
	newer: PolicyVersion,
	others: Versions,
): Comparison {
	const [before, after] = inOneLanguage(older, newer);
	const old = reader(before, others);
	const fresh = reader(after, others);
	const channels = new Set([...Object.keys(before.body.how), ...Object.keys(after.body.how)]);
	return {
		statement: wordsChanged(old('statement'), fresh('statement')),
		why: wordsChanged(old('why'), fresh('why')),
		how: [...channels].flatMap((channel) => {
			const pieces = wordsChanged(old(`how.${channel}`), fresh(`how.${channel}`));
			return hasChange(pieces) ? [{ channel, pieces }] : [];
		}),
		facts: compareFacts(before, after),
		languageOf: (part) => languageOf(after, part),
	};
}

export function hasChange(pieces: readonly ChangedPiece[]): boolean {
	return pieces.some(({ change }) => change !== 'same');
}

/** Reads a version's parts by their names, numbers as they are written in the part's language. */
function reader(version: PolicyVersion, others: Versions): (part: string) => string {
	const facts = factsOf(withVersion(others, version));
	const parts = partsOf(version.body);
	return (part) =>
		fillTemplate(compilePlain(version.policyId, parts.get(part) ?? ''), (name) =>
			showFact(facts, name, languageOf(version, part)),
		);
}

function compareFacts(before: PolicyVersion, after: PolicyVersion): FactChange[] {
	const names = new Set([...Object.keys(before.body.facts), ...Object.keys(after.body.facts)]);
	return [...names].flatMap((name) => {
		const old = before.body.facts[name];
		const fresh = after.body.facts[name];
		const change = {
			name,
			before: old && formatQuantity(old),
			after: fresh && formatQuantity(fresh),
		};
		return change.before === change.after ? [] : [change];
	});
}
