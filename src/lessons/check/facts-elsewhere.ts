import type { FactLookup } from '#lib/quantity.ts';
import { type Fact, placeOf, placesIn, valueAt, type Where } from '#policies/fact.ts';
import type { PolicyFile } from '#policies/file.ts';

/** The facts as people read them in a market or at a site. */
export type FactsElsewhere = { readonly place: string; readonly facts: FactLookup };

/**
 * Every way in which the files' facts can be read. Which site is in which market only the database
 * knows: a site is looked at by itself and within each market.
 */
export function factsElsewhere(
	policies: readonly PolicyFile[],
	facts: (name: string) => Fact | undefined,
): FactsElsewhere[] {
	const places = [...new Set(policies.flatMap(({ body }) => placesIn(body.facts)))];
	const named = (kind: string) =>
		places.flatMap((place) => (place.startsWith(kind) ? place.slice(kind.length) : []));
	const markets = named('market:');
	const wheres: Where[] = [
		...markets.map((market) => ({ siteId: '', market })),
		...named('site:').flatMap((siteId) => [null, ...markets].map((market) => ({ siteId, market }))),
	];
	return wheres.map((where) => ({
		place: where.siteId ? `site:${where.siteId}` : `market:${where.market}`,
		facts: (name) => {
			const fact = facts(name);
			return fact && valueAt(fact, placeOf(fact, where));
		},
	}));
}
