const ones = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const;
const teens = [
	...['ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen'],
	...['sixteen', 'seventeen', 'eighteen', 'nineteen'],
] as const;
const tens = [
	...['twenty', 'thirty', 'forty', 'fifty'],
	...['sixty', 'seventy', 'eighty', 'ninety'],
] as const;

const values: ReadonlyMap<string, number> = new Map([
	...ones.map((word, index) => [word, index + 1] as const),
	...teens.map((word, index) => [word, index + 10] as const),
	...tens.map((word, index) => [word, (index + 2) * 10] as const),
]);

const one = `(?:${ones.join('|')})`;
const belowHundred = `(?:(?:${tens.join('|')})(?:[\\s-]+${one})?|${teens.join('|')}|${one})`;
const hundreds = `(?:(?:a|${one})\\s+)?hundred(?:(?:\\s+and)?\\s+${belowHundred})?`;
const thousands = `(?:(?:a|${hundreds}|${belowHundred})\\s+)?thousand(?:(?:\\s+and)?\\s+(?:${hundreds}|${belowHundred}))?`;
const words = `(?:${thousands}|${hundreds}|(?:a\\s+)?dozen|a\\s+couple\\s+of|${belowHundred})(?:\\s+and\\s+a\\s+half)?`;
const digits = '(?:\\d{1,3}(?:[,\\s]\\d{3})+(?:\\.\\d+)?|\\d+(?:[.,]\\d+)?½?|½)(?![\\d½])';

/** The source of a pattern for a number in digits or in English words; to be used with the flags `iu`. */
export const numberPattern = `(?:${digits}|${words})`;

/** The number that a text matched by `numberPattern` stands for. */
export function readNumber(text: string): number {
	return /[\d½]/.test(text) ? readDigits(text) : readWords(text.toLowerCase());
}

function readDigits(text: string): number {
	const whole = text.replace('½', '').replace(/[,\s](?=\d{3})/g, '');
	return Number(whole.replace(',', '.')) + (text.includes('½') ? 0.5 : 0);
}

function readWords(text: string): number {
	const halved = / and a half$/.test(text.replace(/\s+/g, ' '));
	let total = 0;
	let current = 0;
	for (const word of text.replace(/\sand\s+a\s+half$/, '').split(/[\s-]+/)) {
		if (word === 'hundred') current = (current || 1) * 100;
		else if (word === 'dozen') current = 12;
		else if (word === 'couple') current = 2;
		else if (word === 'thousand') [total, current] = [(current || 1) * 1000, 0];
		else current += values.get(word) ?? 0;
	}
	return total + current + (halved ? 0.5 : 0);
}
