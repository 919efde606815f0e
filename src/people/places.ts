import type { Reader } from '#db/connection.ts';
import { sites } from '#db/schema/people.ts';

export type NewSite = Omit<typeof sites.$inferSelect, 'market'> & {
	/** The country it sells in, like DE. */
	readonly market?: string | null;
};

/** A place where a fact may have a value of its own: a market with all its sites, or one site. */
export type Place = {
	/** `market:DE`, `site:store-leipzig`. */
	readonly key: string;
	readonly name: string;
	/** Who reads there; a market's reader is at no site in particular. */
	readonly siteId: string;
	readonly market: string | null;
};

const countries = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** What is wrong with a site, as a sentence beside its field; undefined if nothing is. */
export function siteProblem({ timeZone, market }: NewSite): Record<string, string> | undefined {
	if (timeZone !== 'UTC' && !Intl.supportedValuesOf('timeZone').includes(timeZone)) {
		return { timeZone: `There is no time zone ${timeZone}. Write one like Europe/Berlin.` };
	}
	if (market != null && !isMarket(market)) {
		return { market: `There is no country ${market}. Write its two letters, like DE.` };
	}
	return undefined;
}

/** Whether there is such a country, by its two letters. */
export function isMarket(code: string): boolean {
	return /^[A-Z]{2}$/.test(code) && countries.of(code) !== undefined;
}

/** The organisation's markets and then its sites, each by name. */
export async function readPlaces(db: Reader): Promise<Place[]> {
	const rows = await db.select().from(sites).orderBy(sites.name);
	const codes = new Set(rows.flatMap(({ market }) => market ?? []));
	const markets = [...codes].map((market) => {
		return { key: `market:${market}`, name: countries.of(market) ?? market, siteId: '', market };
	});
	return [
		...markets.toSorted((a, b) => a.name.localeCompare(b.name)),
		...rows.map(({ id, name, market }) => ({ key: `site:${id}`, name, siteId: id, market })),
	];
}

/** What a place is called; its key if it is gone. */
export function placeName(places: readonly Place[], key: string): string {
	return places.find((place) => place.key === key)?.name ?? key.replace(/^\w+:/, '');
}
