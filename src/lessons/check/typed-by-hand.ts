import { sourceLanguage } from '#lib/language.ts';
import { quantitiesIn } from '#lib/quantities-in-text.ts';
import { compareQuantities, formatQuantity, kindOf, type Quantity } from '#lib/quantity.ts';
import type { Content } from './content.ts';

type Fact = { readonly name: string; readonly quantity: Quantity };
export type Typed = { readonly at: number; readonly text: string; readonly name: string };

/** The facts of some policies, each with its full name. */
export function factsOf(policies: readonly string[], { policyById }: Content): Fact[] {
	return [...new Set(policies)].flatMap((policy) =>
		Object.entries(policyById.get(policy)?.body.facts ?? {}).map(([fact, quantity]) => ({
			name: `${policy}.${fact}`,
			quantity,
		})),
	);
}

/** The policy that a fact belongs to. */
export function policyOf(name: string): string {
	return name.split('.')[0] ?? '';
}

/** Where a text names a fact's value itself, and which fact's. */
export function typedByHand(text: string, facts: readonly Fact[], language: string): Typed[] {
	const counted = facts
		.map((fact) => fact.quantity.unit)
		.filter((unit) => kindOf(unit) === 'count');
	const found = quantitiesIn(text, counted).flatMap(({ quantity, at, text }) => {
		const same = facts.find((fact) => compareQuantities(fact.quantity, quantity) === 0);
		return same ? [{ at, text, name: same.name }] : [];
	});
	return language === sourceLanguage ? found : [...found, ...asShown(text, facts, language)];
}

/** In another language: a value as the page would show it there, "30 días". */
function asShown(text: string, facts: readonly Fact[], language: string): Typed[] {
	const simple = text.replace(/\s/g, ' ');
	return facts.flatMap(({ name, quantity }) => {
		const shown = RegExp.escape(formatQuantity(quantity, language).replace(/\s/g, ' '));
		const match = new RegExp(`(?<![\\p{L}\\d])${shown}(?![\\p{L}\\d])`, 'iu').exec(simple);
		return match ? [{ at: match.index, text: match[0], name }] : [];
	});
}
