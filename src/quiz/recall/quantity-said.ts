import type { Quantity } from '#lib/quantity.ts';
import { isLeast, isTurnedRound } from './limits.ts';
import { numbersIn, type Said } from './numbers-said.ts';
import type { Word } from './words.ts';

/** How an answer speaks of a quantity, and with which words. */
export type QuantitySaid = {
	readonly outcome: 'found' | 'weak' | 'missing' | 'denied';
	readonly words: readonly number[];
};

/** Days, for saying the same in another unit: "four weeks" is near thirty days. */
const days: Readonly<Record<string, number>> = {
	minute: 1 / 1440,
	hour: 1 / 24,
	'working-day': 1,
	day: 1,
	week: 7,
	month: 30,
	year: 365,
};

/** An answer, with what in it is denied: "not 14 days" says nothing of 14 days. */
type Answer = { readonly words: readonly Word[]; readonly denied: readonly (readonly number[])[] };

/**
 * Whether a quantity is said: the same number with its unit, or with none. Another number with the
 * same unit says the opposite, unless it is another fact of the policy; beside the right one a person
 * should look. The same size in another unit, or in another currency, is weak.
 */
export function quantitySaid(
	{ words, denied }: Answer,
	wanted: Quantity,
	others: readonly Quantity[],
): QuantitySaid {
	const all = numbersIn(words).filter(({ at }) => !isLeftOut(words, denied, at));
	const right = all.filter((said) => isSame(said, wanted));
	const isOther = ({ value, unit }: Said) =>
		value !== wanted.value && !others.some((other) => other.value === value && other.unit !== unit);
	const wrong = all.filter(
		(said) => said.unit === wanted.unit && isOther(said) && !isExample(words, said, right),
	);
	// "Up to 50 I do it, over 50 I phone": the limit stands beside what lies beyond it.
	const [turned] = right.filter(({ at }) => isTurnedRound(words, at));
	if (turned && right.every(({ at }) => isTurnedRound(words, at))) {
		return { outcome: 'denied', words: [turned.at - 1, ...read([turned])] };
	}
	if (right.length === 0 && wrong.length > 0) return { outcome: 'denied', words: read(wrong) };
	if (right.length > 0) {
		// "30 days for the store, 14 online": a number without its unit may be another limit, unless
		// it is a word in disguise: "4 30 days", "bring it 2 any shop".
		const bare = all.some((said) => !said.unit && isAmount(words, said) && isOther(said));
		const doubtful =
			bare ||
			wrong.length > 0 ||
			right.every(({ at }) => isLeast(words, at)) ||
			all.some((said) => isOtherSpan(said, wanted));
		return { outcome: doubtful ? 'weak' : 'found', words: read(right) };
	}
	const near = all.filter((said) => isNear(said, wanted));
	return { outcome: near.length > 0 ? 'weak' : 'missing', words: read(near) };
}

/** The same number, or the same time in an exact unit: "24 hours" is a day, "a month" not quite thirty. */
function isSame({ value, unit }: Said, wanted: Quantity): boolean {
	if (value === wanted.value && (unit ?? wanted.unit) === wanted.unit) return true;
	if (typeof wanted.value !== 'number' || !exact.has(unit ?? '') || !exact.has(wanted.unit))
		return false;
	const [said, meant] = [minutesOf(value, unit), minutesOf(wanted.value, wanted.unit)];
	return said === meant;
}

const exact = new Set(['minute', 'hour', 'day', 'week']);

function minutesOf(value: number, unit = ''): number {
	return Math.round(value * (days[unit] ?? 0) * 1440);
}

/** "The mug is 18 euros": a case that lies within the limit, which is said as well. */
function isExample(words: readonly Word[], { at, value }: Said, right: readonly Said[]): boolean {
	const costs = /^(is|its|are|was|cost|costs|costed|worth|like|about)$/.test(
		words[at - 1]?.text ?? '',
	);
	return costs && right.some((limit) => value < limit.value);
}

/** Neither a year nor an age, nor a small number that is a word in disguise. */
function isAmount(words: readonly Word[], { at, value }: Said): boolean {
	const before = words[at - 1]?.text ?? '';
	return value > 4 && value < 1900 && !/^(am|aged|since|number|nr|order|day|channel)$/.test(before);
}

function read(said: readonly Said[]): number[] {
	return said.flatMap(({ at, unit }) => (unit ? [at, at + 1] : [at]));
}

/** "Not 14 days", but not "not more than 30 days" or "no later than 30 days". */
function isLeftOut(words: readonly Word[], denied: Answer['denied'], at: number): boolean {
	const near = (denied[at] ?? []).filter((not) => at - not <= 2);
	return near.some((not) => !words.slice(not + 1, at).some(({ text }) => limits.has(text)));
}

const limits = new Set(
	'than over above after past beyond more later until till exceed exceeding limit under'.split(' '),
);

/** "Two weeks in the shop" beside "30 days". */
function isOtherSpan(said: Said, wanted: Quantity): boolean {
	const isSpan = said.unit === 'week' || said.unit === 'month' || said.unit === 'year';
	return isSpan && wanted.unit in days && said.unit !== wanted.unit && !isNear(said, wanted);
}

function isNear({ value, unit }: Said, wanted: Quantity): boolean {
	if (typeof wanted.value !== 'number' || unit === undefined) return false;
	const [size, wantedSize] = [days[unit], days[wanted.unit]];
	if (size !== undefined && wantedSize !== undefined) {
		const [said, meant] = [value * size, wanted.value * wantedSize];
		return Math.abs(said - meant) <= meant * 0.1;
	}
	const isMoney = /^[A-Z]{3}$/;
	return value === wanted.value && isMoney.test(unit) && isMoney.test(wanted.unit);
}
