/** A word of an answer as the grader reads it. */
export type Word = {
	/** In small letters, contractions and shorthand written out, misspellings mended. */
	readonly text: string;
	readonly stem: string;
	/** Where it stands in what the learner typed. */
	readonly from: number;
	readonly to: number;
	/** What stands before it ends a clause: a comma, a full stop, a new line. */
	readonly afterBreak: boolean;
	/** What stands before it ends a sentence. */
	readonly afterStop: boolean;
	/** Its sentence ends with a question mark. */
	readonly asked: boolean;
	/** How much spelling was mended: 0 where it was typed so. */
	readonly mended: number;
	/** Whether it is a word of the language, or was mended to one. */
	readonly known: boolean;
	/** What it counts, if it is a number: `thirty`, `30`, `30th`. */
	readonly number: number | undefined;
};

/** Says "no" by itself. */
const negators = new Set([
	...['not', 'no', 'never', 'nobody', 'none', 'nothing', 'nor', 'neither', 'without', 'nowhere'],
]);

export function isNegator({ text }: Pick<Word, 'text'>): boolean {
	return negators.has(text);
}

/** Words that carry grammar rather than meaning: patterns reach over them, and nobody has to read them. */
const small = new Set(
	`a an the this that these those it its is are was were be been being am do does did done doing have has had
	having will would shall should can could may might must to of in on at by for from with as and or so if then
	than there here just also too very really quite only even still already now well yes ok okay oh um er like
	when while what which who whom whose how where why whatever whichever however whenever wherever because
	about into onto up down out off over under again further my your his her our their me us him them i you he
	she we they one ones some any all both each few more most other such own same myself yourself himself
	herself ourselves themselves itself let lets get gets got getting go goes going gone make makes made thing
	things stuff way bit lot lots kind sort please already until till always maybe somehow basically simply
	actually course sure fine lol haha hahaha ha mate sir madam po btw`.split(/\s+/),
);

/** They and those that say no: what a speller may mend to. */
export const smallWords: readonly string[] = [...small, ...negators];

export function isSmall({ text, number }: Pick<Word, 'text' | 'number'>): boolean {
	return number === undefined && (small.has(text) || negators.has(text));
}
