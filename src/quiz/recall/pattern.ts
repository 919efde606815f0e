/**
 * One step of a pattern. `words` is the longest way to it: so many words that carry meaning may
 * stand between it and the step before.
 */
export type Step = { readonly within: number; readonly element: Element };

export type Element =
	| Words
	| { readonly kind: 'not' }
	| { readonly kind: 'number' }
	| { readonly kind: 'idea'; readonly name: string }
	| { readonly kind: 'either'; readonly ways: readonly Sequence[] }
	| { readonly kind: 'maybe'; readonly way: Sequence };

/** One of some words: in any of their forms by stem, as they are by text, or by how they begin. */
export type Words = {
	readonly kind: 'words';
	readonly stems: ReadonlySet<string>;
	readonly texts: ReadonlySet<string>;
	readonly beginnings: readonly string[];
};

export type Sequence = readonly Step[];

/** A wording: its words in their order, and whether it counts only where it is negated. */
export type Pattern = {
	readonly source: string;
	/** Where an author wrote it. */
	readonly line: number;
	/** All of them stand in the answer, wherever; usually it is one. */
	readonly parts: readonly Sequence[];
	readonly negatedOnly: boolean;
	/** What it shows, a person should look at: it may be meant otherwise. */
	readonly weak: boolean;
};
