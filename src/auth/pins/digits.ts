/** What makes digits easy to guess; undefined if nothing does. */
export function digitsProblem(digits: string): string | undefined {
	if (isRepeated(digits)) return 'This repeats itself, so it is easy to guess. Mix the digits.';
	if (new Set(digits).size < 3) return 'This one is easy to guess. Use three different digits.';
	if (isRun(digits)) return 'Digits in a row are easy to guess. Mix the digits.';
	if (isDate(digits))
		return 'This looks like a date. Dates are easy to guess. Choose other digits.';
	if (isDrawn(digits)) return 'This is a line on the keys, so it is easy to guess. Mix the digits.';
	return undefined;
}

/** 121212, 123123; and back again, 123321. */
export function isRepeated(text: string): boolean {
	return /^(.+?)\1+$/.test(text) || text === [...text].toReversed().join('');
}

/** 234567, 987654, also past the zero; 246802; and by pairs: 112233. */
function isRun(digits: string): boolean {
	const steps = new Set(pairsOf(digits).map(([a, b]) => (b - a + 10) % 10));
	if (steps.size === 1) return true;
	const doubled = /^(?:(\d)\1)+$/.test(digits.length % 2 === 0 ? digits : '');
	return doubled && isRun([...digits].filter((_, place) => place % 2 === 0).join(''));
}

function pairsOf(digits: string): [number, number][] {
	return [...digits.slice(1)].map((digit, place) => [Number(digits[place]), Number(digit)]);
}

/** As birthdays are written in six or eight digits, in any order that is in use. */
const dates = [
	/^(?<day>\d\d)(?<month>\d\d)\d\d$/,
	/^(?<month>\d\d)(?<day>\d\d)\d\d$/,
	/^\d\d(?<month>\d\d)(?<day>\d\d)$/,
	/^(?<day>\d\d)(?<month>\d\d)(19|20)\d\d$/,
	/^(?<month>\d\d)(?<day>\d\d)(19|20)\d\d$/,
	/^(19|20)\d\d(?<month>\d\d)(?<day>\d\d)$/,
];

function isDate(digits: string): boolean {
	return dates.some((order) => {
		const { day, month } = order.exec(digits)?.groups ?? {};
		return isWithin(Number(day), 31) && isWithin(Number(month), 12);
	});
}

function isWithin(value: number, most: number): boolean {
	return value >= 1 && value <= most;
}

/** Three keys in a line, of a telephone's keys or, turned upside down, a keyboard's. */
const lines = ['123', '456', '789', '147', '258', '369', '159', '357', '580', '470', '690'];
const drawn = new Set(lines.flatMap((line) => [line, [...line].toReversed().join('')]));

function isDrawn(digits: string): boolean {
	const threes = digits.match(/.{1,3}/g) ?? [];
	return threes.filter((three) => three.length === 3).every((three) => drawn.has(three));
}
