const units = [
	...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
	...['eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen'],
	'nineteen',
];
const tens = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

const values = new Map<string, number>([
	...units.map((word, value) => [word, value] as const),
	...tens.map((word, index) => [word, (index + 2) * 10] as const),
	['hundred', 100],
	['thousand', 1000],
	['fourty', 40],
	['dozen', 12],
	['fortnight', 14],
]);

/** The words that are numbers: what a speller may mend to. */
export const numberWords: readonly string[] = [...values.keys()];

/** What a word counts: `30`, `30th`, `1,000`, `thirty`; undefined if it counts nothing. */
export function numberIn(text: string): number | undefined {
	const digits = /^(\d{1,3}(?:[.,]\d{3})+|\d+(?:[.,]\d+)?)(?:st|nd|rd|th)?$/.exec(text)?.[1];
	if (digits === undefined) return values.get(text);
	const isGrouped = /^\d{1,3}([.,]\d{3})+$/.test(digits);
	return Number(isGrouped ? digits.replaceAll(/[.,]/g, '') : digits.replace(',', '.'));
}
