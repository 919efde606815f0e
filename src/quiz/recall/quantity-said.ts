import type { Quantity } from '#lib/quantity.ts';
import { numbersIn, type Said } from './numbers-said.ts';
import type { Word } from './words.ts';

/** How an answer speaks of a quantity, and with which words. */
export type QuantitySaid = {
	readonly outcome: 'found' | 'weak' | 'missing' | 'denied';
	readonly words: readonly number[];
};

/** Days, for saying the same in another unit: "four weeks" is near thirty days. */
const days: Readonly<Record<string, number>> = {
	'working-day': 1,
	day: 1,
	week: 7,
	month: 30,
	year: 365,
};

/** Turns a limit round: "after 30 days" is not "within 30 days". */
const turnsRound = new Set(['after', 'over', 'above', 'past', 'beyond', 'exceed', 'exceeds']);
const comparing = /^(more|longer|bigger|higher|later)$/;
const asksWhether = new Set('if unless when until till once not no never only'.split(' '));

/** Beyond the limit somebody else is asked: "over 50 I need the manager" says that up to 50 I do not. */
const asking =
	/^(ask|need|call|check|manager|boss|lead|leader|supervisor|someone|somebody|permission|approval|escalate)$/;

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
	const right = all.filter(
		({ value, unit }) => value === wanted.value && (unit ?? wanted.unit) === wanted.unit,
	);
	const isOther = ({ value, unit }: Said) =>
		value !== wanted.value && !others.some((other) => other.value === value && other.unit !== unit);
	const wrong = all.filter(
		(said) => said.unit === wanted.unit && isOther(said) && !isExample(words, said, right),
	);
	const [turned] = right.filter(({ at }) => isTurnedRound(words, at));
	if (turned) return { outcome: 'denied', words: [turned.at - 1, ...read([turned])] };
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

function isTurnedRound(words: readonly Word[], at: number): boolean {
	const before = words.slice(Math.max(0, at - 3), at);
	const turned = before.some(({ text }, index) => {
		if (turnsRound.has(text)) return index === before.length - 1;
		return text === 'than' && comparing.test(before[index - 1]?.text ?? '');
	});
	if (!turned || words.slice(at + 1, at + 9).some(({ text }) => asking.test(text))) return false;
	return !words.slice(Math.max(0, at - 6), at).some(({ text }) => asksWhether.has(text));
}

const least =
	/\b(at least|minimum|minimum of|from) #|# (\w+ )?(minimum|or more|and more|and up|and over|plus|(per|a|an|each|every) (day|week|month|year|shift))\b/;

/** "At least 50 euros", "from 50 up", "50 euros a week": another limit than up to 50. */
function isLeast(words: readonly Word[], at: number): boolean {
	const near = words.slice(Math.max(0, at - 2), at + 4);
	const text = near.map((word) => (word === words[at] ? '#' : word.text)).join(' ');
	return (
		least.test(text) && (!/\bfrom #/.test(text) || /# (\w+ )?(up|upwards|on|onwards)\b/.test(text))
	);
}

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
