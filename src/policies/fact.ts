import { z } from 'astro/zod';
import { kindOf, type Quantity, quantityProblem } from '#lib/quantity.ts';

/**
 * A typed value that lives once, under a policy. Where it is another one in a market or at a site,
 * `varies` says so by place: `market:DE`, `site:store-leipzig`. Without such places there is no
 * `varies` at all, so that a policy's fingerprint does not depend on it.
 */
export type Fact = Quantity & { readonly varies?: Readonly<Record<string, Quantity>> };

/** Where somebody works: what decides which of a fact's values is hers. */
export type Where = { readonly siteId: string; readonly market: string | null };

export const factName = /^[a-z][a-z0-9-]*$/;

const placeKey = /^(market:[A-Z]{2}|site:[A-Za-z0-9-]+)$/;

/** The place whose value holds for somebody: her site's before her market's; undefined for the general one. */
export function placeOf({ varies = {} }: Fact, { siteId, market }: Where): string | undefined {
	const places = [`site:${siteId}`, `market:${market}`];
	return places.find((place) => Object.hasOwn(varies, place));
}

/** A fact's value at a place; the general one if it has none of its own there. */
export function valueAt({ value, unit, varies }: Fact, place: string | undefined): Quantity {
	return (place !== undefined && varies?.[place]) || { value, unit };
}

/** Every place that has a value of its own in some of these facts. */
export function placesIn(facts: Readonly<Record<string, Fact>>): string[] {
	return [...new Set(Object.values(facts).flatMap(({ varies }) => Object.keys(varies ?? {})))];
}

const value = z.union([z.number(), z.string()], { error: 'Write a number, like 30.' });
const quantitySchema = z.object({ value, unit: z.string() });

/** A fact as forms and files have it. A file may write `market:DE: 45` for the same unit. */
export const factSchema = z.preprocess(
	spellOut,
	quantitySchema
		.extend({ varies: z.record(z.string(), quantitySchema).optional() })
		.superRefine((fact, context) => {
			const problem = quantityProblem(fact);
			if (problem) context.addIssue({ code: 'custom', message: problem });
			for (const [place, own] of Object.entries(fact.varies ?? {})) {
				const message = variationProblem(fact, place, own);
				if (message) context.addIssue({ code: 'custom', message, path: ['varies', place] });
			}
		})
		.transform(({ varies, ...general }): Fact => {
			return varies && Object.keys(varies).length > 0 ? { ...general, varies } : general;
		}),
);

function spellOut(input: unknown): unknown {
	if (!isRecord(input) || !isRecord(input['varies'])) return input;
	const places = Object.entries(input['varies']).map(([place, own]) => {
		return [place, isRecord(own) ? own : { value: own, unit: input['unit'] }] as const;
	});
	return { ...input, varies: Object.fromEntries(places) };
}

function variationProblem(fact: Quantity, place: string, own: Quantity): string | undefined {
	if (place === '') return 'Choose where it is different.';
	if (!placeKey.test(place)) return 'Name the place like market:DE or site:store-leipzig.';
	const problem = quantityProblem(own);
	if (problem) return problem;
	return family(fact.unit) === family(own.unit)
		? undefined
		: 'Choose a unit of the same kind as everywhere else, so that every sentence still fits.';
}

/** Units that can stand in for each other: days for working days, one currency for another. */
function family(unit: string): string {
	const kind = kindOf(unit);
	if (kind === 'count') return unit;
	return kind === 'working time' ? 'duration' : kind;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
