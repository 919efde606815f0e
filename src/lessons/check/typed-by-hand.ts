import { sourceLanguage } from '#lib/language.ts';
import { quantitiesIn } from '#lib/quantities-in-text.ts';
import { compareQuantities, formatQuantity, kindOf, type Quantity } from '#lib/quantity.ts';
import type { Content } from './content.ts';

type Fact = {
	readonly name: string;
	readonly quantity: Quantity;
	/** Where it is this value; undefined for everywhere else. */
	readonly place?: string | undefined;
};
export type Typed = {
	readonly at: number;
	readonly text: string;
	readonly name: string;
	readonly place: string | undefined;
};

/** The facts of some policies, each with its full name. */
export function factsOf(policies: readonly string[], { policyById }: Content): Fact[] {
	return [...new Set(policies)].flatMap((policy) =>
		Object.entries(policyById.get(policy)?.body.facts ?? {}).flatMap(([fact, general]) =>
			// What holds in one place only is typed by hand just the same.
			[[undefined, general] as const, ...Object.entries(general.varies ?? {})].map(
				([place, quantity]) => ({ name: `${policy}.${fact}`, quantity, place }),
			),
		),
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
		return same ? [{ at, text, name: same.name, place: same.place }] : [];
	});
	const words = facts.filter(({ quantity }) => kindOf(quantity.unit) === 'text');
	return [...found, ...asShown(text, language === sourceLanguage ? words : facts, language)];
}

/** A value as the page would show it: a text, or in another language "30 días". A "yes" may be any. */
function asShown(text: string, facts: readonly Fact[], language: string): Typed[] {
	const simple = text.replace(/\s/g, ' ');
	const showing = facts.filter(({ quantity }) => kindOf(quantity.unit) !== 'yes or no');
	return showing.flatMap(({ name, quantity, place }) => {
		const shown = RegExp.escape(formatQuantity(quantity, language).replace(/\s/g, ' '));
		const match = new RegExp(`(?<![\\p{L}\\d])${shown}(?![\\p{L}\\d])`, 'iu').exec(simple);
		return match ? [{ at: match.index, text: match[0], name, place }] : [];
	});
}
