import { formatQuantity } from '#lib/quantity.ts';
import { fillTemplate } from '#lib/template.ts';
import { type ChangedPiece, wordsChanged } from '#lib/words-changed.ts';
import { factsOf, showFact, type Versions, withVersion } from '#policies/facts.ts';
import { compilePlain } from '#policies/text.ts';
import type { PolicyVersion } from '#policies/versions.ts';

/** Two versions of a policy side by side, with the differing words marked. */
export type Comparison = {
	readonly statement: readonly ChangedPiece[];
	readonly why: readonly ChangedPiece[];
	/** The channels whose line differs, with the line. */
	readonly how: readonly { readonly channel: string; readonly pieces: readonly ChangedPiece[] }[];
	readonly facts: readonly FactChange[];
};

export type FactChange = {
	readonly name: string;
	readonly before: string | undefined;
	readonly after: string | undefined;
};

/**
 * Compares what readers saw under one version with what they see under another. The other policies
 * stay, unless `othersAfter` says what they will be then.
 */
export function compareVersions(
	before: PolicyVersion,
	after: PolicyVersion,
	others: Versions,
	othersAfter: Versions = others,
): Comparison {
	const old = reader(before, others);
	const fresh = reader(after, othersAfter);
	const channels = new Set([...Object.keys(before.body.how), ...Object.keys(after.body.how)]);
	return {
		statement: wordsChanged(old(before.body.statement), fresh(after.body.statement)),
		why: wordsChanged(old(before.body.why), fresh(after.body.why)),
		how: [...channels].flatMap((channel) => {
			const pieces = wordsChanged(
				old(before.body.how[channel] ?? ''),
				fresh(after.body.how[channel] ?? ''),
			);
			return hasChange(pieces) ? [{ channel, pieces }] : [];
		}),
		facts: compareFacts(before, after),
	};
}

export function hasChange(pieces: readonly ChangedPiece[]): boolean {
	return pieces.some(({ change }) => change !== 'same');
}

function reader(version: PolicyVersion, others: Versions): (source: string) => string {
	const facts = factsOf(withVersion(others, version));
	return (source) =>
		fillTemplate(compilePlain(version.policyId, source), (name) => showFact(facts, name));
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
