import { type Json } from '#lib/hash.ts';
import { isPlain } from './json.ts';
import { wrong } from './problem.ts';
import { readFilter } from './schema.ts';

export const operators = ['eq', 'co', 'sw', 'pr'] as const;
type Operator = (typeof operators)[number];

/** `name.familyName sw "Mü"`; the path is in small letters. */
export type Comparison = {
	readonly path: string;
	readonly operator: Operator;
	readonly value: string | number | boolean | null;
};

/** Alternatives; all comparisons of one of them hold. */
export type Filter = readonly (readonly Comparison[])[];

const longest = 2000;
const mostComparisons = 20;

/**
 * Reads a filter. The library splits it, and is handed every text in quotes as a name of ours: texts
 * with quotes, brackets or backslashes would make it stumble. Whatever it lets pass and we do not
 * know is refused here.
 */
export function parseFilter(text: string): Filter {
	if (text.length > longest) throw refused('it is too long');
	const texts: string[] = [];
	const named = text.replace(
		/"(?:[^"\\]|\\.)*"/g,
		(quoted) => `"t${texts.push(unquoted(quoted)) - 1}"`,
	);
	const alternatives = split(named).map((one) => comparisonsIn(one, '', texts));
	const all = alternatives.flat();
	if (all.length === 0 || all.length > mostComparisons)
		throw refused('it compares too much, or nothing');
	if (alternatives.some((one) => one.length === 0)) throw refused('a part of it is missing');
	return alternatives;
}

function unquoted(quoted: string): string {
	try {
		return String(JSON.parse(quoted));
	} catch {
		throw refused('a text in it is not closed, or has a wrong escape');
	}
}

function split(named: string): unknown[] {
	try {
		return readFilter(named);
	} catch {
		throw refused('it cannot be read');
	}
}

/** The library nests by the parts of a path, and lists several comparisons of one attribute. */
function comparisonsIn(node: unknown, path: string, texts: readonly string[]): Comparison[] {
	if (Array.isArray(node)) {
		const list: unknown[] = node;
		if (list.every((one) => Array.isArray(one)))
			return list.flatMap((one) => comparisonsIn(one, path, texts));
		return [comparison(list, path, texts)];
	}
	if (!isPlain(node)) throw refused('it cannot be read');
	return Object.entries(node).flatMap(([name, inner]) =>
		comparisonsIn(inner, path === '' ? name : `${path}.${name}`, texts),
	);
}

function comparison(list: readonly unknown[], path: string, texts: readonly string[]): Comparison {
	const [said, given] = list;
	const operator = operators.find((known) => known === said);
	if (!operator) throw refused(`${operators.join(', ')} and “and” are what is understood`);
	if (operator === 'pr') return { path: path.toLowerCase(), operator, value: null };
	return { path: path.toLowerCase(), operator, value: valueOf(given, texts) };
}

function valueOf(given: unknown, texts: readonly string[]): string | number | boolean | null {
	if (given === null || typeof given === 'boolean' || typeof given === 'number') return given;
	const text = texts[Number(/^t(\d+)$/.exec(String(given))?.[1])];
	if (text === undefined)
		throw refused('a value in it is missing, or a text stands without quotes');
	return text;
}

function refused(why: string) {
	return wrong('invalidFilter', `This filter is not understood: ${why}.`);
}

/** Whether one value of a list, like an e-mail address, is what a path in brackets asks for. */
export function fits(item: Json, filter: Filter): boolean {
	return filter.some((all) => all.every((one) => holds(item, one)));
}

function holds(item: Json, { path, operator, value }: Comparison): boolean {
	const found = isPlain(item)
		? Object.entries(item).find(([name]) => name.toLowerCase() === path)?.[1]
		: path === 'value'
			? item
			: undefined;
	if (operator === 'pr') return found !== undefined && found !== null && found !== '';
	const [left, right] = [String(found ?? '').toLowerCase(), String(value ?? '').toLowerCase()];
	if (operator === 'eq') return left === right;
	return operator === 'co' ? left.includes(right) : left.startsWith(right);
}
