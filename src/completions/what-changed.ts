import { fillTemplate } from '#lib/template.ts';
import { type ChangedPiece, wordsChanged } from '#lib/words-changed.ts';
import { factsOf, showFact, type Versions, withVersion } from '#policies/facts.ts';
import type { Rename } from '#policies/renames.ts';
import { type PolicyReader, readVersionAs } from '#policies/reading.ts';
import { compilePlain } from '#policies/text.ts';
import type { PolicyVersion } from '#policies/versions.ts';
import { changesElsewhere, type FactChange, factChanges, factsRenamed } from './fact-changes.ts';

/** Two versions of a policy side by side, with the differing words marked. */
export type Comparison = {
	readonly statement: readonly ChangedPiece[];
	readonly why: readonly ChangedPiece[];
	/** The channels whose line differs, with the line. */
	readonly how: readonly { readonly channel: string; readonly pieces: readonly ChangedPiece[] }[];
	readonly facts: readonly FactChange[];
	/** For one reader: the values that have changed for others and not for her. */
	readonly elsewhere: readonly FactChange[];
	/** What only leadership sees: a fact with another name reads the same. */
	readonly renamed: readonly Rename[];
};

/**
 * Compares what readers saw under one version with what they see under another; the other policies
 * stay. Without a reader it is leadership's view: the general values, and each place with its own.
 */
export function compareVersions(
	published: PolicyVersion,
	publishedAfter: PolicyVersion,
	others: Versions,
	reader?: PolicyReader,
): Comparison {
	const before = reader ? readVersionAs(published, reader) : published;
	const after = reader ? readVersionAs(publishedAfter, reader) : publishedAfter;
	const old = sentencesOf(before, others);
	const fresh = sentencesOf(after, others);
	const all = factChanges(published, publishedAfter);
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
		facts: reader ? factChanges(before, after).filter(({ place }) => !place) : all,
		renamed: reader ? [] : factsRenamed(before, after),
		elsewhere: reader ? changesElsewhere(all, published, publishedAfter, reader) : [],
	};
}

/** Whether a comparison has anything in it that its reader will notice. */
export function isUnchanged({ statement, why, how, facts }: Comparison): boolean {
	return !hasChange(statement) && !hasChange(why) && how.length === 0 && facts.length === 0;
}

export function hasChange(pieces: readonly ChangedPiece[]): boolean {
	return pieces.some(({ change }) => change !== 'same');
}

function sentencesOf(version: PolicyVersion, others: Versions): (source: string) => string {
	const facts = factsOf(withVersion(others, version));
	return (source) =>
		fillTemplate(compilePlain(version.policyId, source), (name) => showFact(facts, name));
}
