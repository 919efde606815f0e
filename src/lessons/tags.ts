/** What a tag's attribute holds: what stands after `policy` and `fact` must be known. */
export type AttributeKind = 'policy' | 'fact' | 'text';

export type TagRule = {
	readonly needs: Readonly<Record<string, AttributeKind>>;
	readonly may: Readonly<Record<string, AttributeKind>>;
	/** Whether anything stands between the tag and its end. */
	readonly holdsText: boolean;
	/** How an author writes it: what a message shows. */
	readonly example: string;
};

/** The tags that authors may use in a lesson. Nothing else is one. */
export const tagRules: ReadonlyMap<string, TagRule> = new Map(
	Object.entries({
		/** The policy's sentence, in the reader's language. */
		Statement: transcludes('policy', '<Statement of="returns" />'),
		/** The policy's reason to believe. */
		Why: transcludes('policy', '<Why of="returns" />'),
		/** What the reader's channel does; the others one tap away. */
		How: transcludes('policy', '<How of="returns" />'),
		/** A fact's value, the one in force. */
		Fact: transcludes('fact', '<Fact of="returns.window" />'),
		Question: {
			needs: { id: 'text', policy: 'policy' },
			may: { kind: 'text', holds: 'text' },
			holdsText: true,
			example: '<Question id="unworn-shoes" policy="returns">',
		},
		/** Say it in your own words. */
		Recall: {
			needs: { id: 'text', policy: 'policy' },
			may: {},
			holdsText: true,
			example: '<Recall id="say-it" policy="returns">',
		},
	}),
);

function transcludes(kind: AttributeKind, example: string): TagRule {
	return { needs: { of: kind }, may: {}, holdsText: false, example };
}
