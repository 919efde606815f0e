import { fillTemplate } from '#lib/template.ts';
import { type ChangedPiece, wordsChanged } from '#lib/words-changed.ts';
import { factsOf, showFact, type Versions, withVersion } from '#policies/facts.ts';
import { inOneLanguage, languageOf } from '#policies/in-language.ts';
import type { Rename } from '#policies/renames.ts';
import { type PolicyReader, readVersionAs } from '#policies/reading.ts';
import { compilePlain } from '#policies/text.ts';
import { partsOf } from '#policies/text-parts.ts';
import type { PolicyVersion } from '#policies/versions.ts';
import { changesElsewhere, type FactChange, factChanges, factsRenamed } from './fact-changes.ts';

/** Two versions of a policy side by side, with the differing words marked. */
export type Comparison = {
	readonly statement: readonly ChangedPiece[];
	readonly why: readonly ChangedPiece[];
	/** The channels whose line differs, with the line. */
	readonly how: readonly { readonly channel: string; readonly pieces: readonly ChangedPiece[] }[];
	readonly facts: readonly FactChange[];
	/** The language that a part is compared in: `statement`, `how.store` … */
	readonly languageOf: (part: string) => string;
	/** For one reader: the values that have changed for others and not for her. */
	readonly elsewhere: readonly FactChange[];
	/** What only leadership sees: a fact with another name reads the same. */
	readonly renamed: readonly Rename[];
};

/**
 * Compares what readers saw under one version with what they see under another; the other policies
 * stay, unless `othersAfter` says what they will be then. Without a reader it is leadership's view:
 * the general values, and each place with its own.
 */
export function compareVersions(
	published: PolicyVersion,
	publishedAfter: PolicyVersion,
	others: Versions,
	reader?: PolicyReader,
	othersAfter: Versions = others,
): Comparison {
	const read = (version: PolicyVersion) => (reader ? readVersionAs(version, reader) : version);
	const [before, after] = inOneLanguage(read(published), read(publishedAfter));
	const old = sentencesOf(before, others);
	const fresh = sentencesOf(after, othersAfter);
	const all = factChanges(published, publishedAfter);
	const channels = new Set([...Object.keys(before.body.how), ...Object.keys(after.body.how)]);
	return {
		statement: wordsChanged(old('statement'), fresh('statement')),
		why: wordsChanged(old('why'), fresh('why')),
		how: [...channels].flatMap((channel) => {
			const pieces = wordsChanged(old(`how.${channel}`), fresh(`how.${channel}`));
			return hasChange(pieces) ? [{ channel, pieces }] : [];
		}),
		languageOf: (part) => languageOf(after, part),
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

/** Reads a version's parts by their names, numbers as they are written in the part's language. */
function sentencesOf(version: PolicyVersion, others: Versions): (part: string) => string {
	const facts = factsOf(withVersion(others, version));
	const parts = partsOf(version.body);
	return (part) =>
		fillTemplate(compilePlain(version.policyId, parts.get(part) ?? ''), (name) =>
			showFact(facts, name, languageOf(version, part)),
		);
}
