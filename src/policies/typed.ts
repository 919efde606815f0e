/** A form's fields by name; those that occur several times are lists. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** A draft as somebody typed it, half-written as it may be. */
export type Typed = {
	readonly fields: Fields;
	/** How many fields have to be mended before the draft can be published. */
	readonly problems: number;
	/** Made by the window that it was typed in; empty for a form without script. */
	readonly window: string;
	/** Grows with every save of that window: a save that arrives late or twice changes nothing. */
	readonly count: number;
};

/** Words that were overtaken, and those they were made from: enough to compare all three. */
export type KeptWords = { readonly fields: Fields; readonly began: Fields };

/** Fields of the form that say something about the form: who writes, from what, and how it is previewed. */
export const aboutTheForm =
	/^(policy|base|revision|then|writer|window|count|began|(as-|take\.|chosen\.|_).*)$/;
