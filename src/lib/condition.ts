import { compareQuantities, formatQuantity, type Quantity, quantityProblem } from './quantity.ts';

/** `returns.window >= 21 day`, `gifts.until = 2026-12-24`, `gifts.cash = yes`, `gifts.carrier = 'Swiftway'`. */
export type Condition = { readonly of: string; readonly is: Comparison; readonly than: Quantity };

const comparisons = {
	'<': (order: number) => order < 0,
	'<=': (order: number) => order <= 0,
	'=': (order: number) => order === 0,
	'>=': (order: number) => order >= 0,
	'>': (order: number) => order > 0,
} satisfies Record<string, (order: number) => boolean>;

type Comparison = keyof typeof comparisons;

const shape =
	/^([a-z][\w-]*\.[a-z][\w-]*)\s*(<=|>=|<|>|=)\s*(\d+:\d\d|\d{4}-\d\d-\d\d|yes|no|'[^']*'|\d+(?:\.\d+)?)(?:\s+([A-Za-z-]+))?$/;

/** Reads conditions joined by `and`; returns a sentence if one of them cannot be read. */
export function parseConditions(source: string): Condition[] | string {
	const conditions: Condition[] = [];
	// The words of a text are the author's: an "and" in quotes joins nothing.
	for (const part of source.split(/\s+and\s+(?=(?:[^']*'[^']*')*[^']*$)/)) {
		const condition = parseCondition(part.trim());
		if (!condition) {
			return `"${part.trim()}" cannot be read. Write it like: returns.window >= 21 day.`;
		}
		conditions.push(condition);
	}
	return conditions;
}

function parseCondition(source: string): Condition | undefined {
	const [, of, is, amount, unit] = shape.exec(source) ?? [];
	if (of === undefined || is === undefined || amount === undefined || !isComparison(is))
		return undefined;
	const than = readQuantity(amount, unit);
	const ordered = than.unit !== 'text' && than.unit !== 'yes-no';
	if (quantityProblem(than) !== undefined || (is !== '=' && !ordered)) return undefined;
	return { of, is, than };
}

function readQuantity(amount: string, unit: string | undefined): Quantity {
	if (amount.startsWith("'")) return { value: amount.slice(1, -1), unit: unit ?? 'text' };
	if (amount === 'yes' || amount === 'no') return { value: amount, unit: unit ?? 'yes-no' };
	if (amount.includes('-')) return { value: amount, unit: unit ?? 'date' };
	if (amount.includes(':')) return { value: amount, unit: 'time' };
	return { value: Number(amount), unit: unit ?? '' };
}

function isComparison(text: string): text is Comparison {
	return text in comparisons;
}

/** Whether a condition is true of a fact; false too if the two cannot be compared. */
export function isMet(condition: Condition, fact: Quantity | undefined): boolean {
	const order = fact && compareQuantities(fact, condition.than);
	return order !== undefined && comparisons[condition.is](order);
}

const words = {
	'<': 'below',
	'<=': 'at most',
	'=': 'exactly',
	'>=': 'at least',
	'>': 'more than',
} satisfies Record<Comparison, string>;

/** "returns.window is at least 21 days". */
export function conditionInWords({ of, is, than }: Condition): string {
	if (than.unit === 'text') return `${of} is “${than.value}”`;
	const spoken = than.unit === 'yes-no' ? '' : `${words[is]} `;
	return `${of} is ${spoken}${formatQuantity(than)}`;
}
