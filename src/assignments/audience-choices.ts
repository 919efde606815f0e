import type { Reader } from '#db/connection.ts';
import { employees, sites, teams, vendors } from '#db/schema/people.ts';
import type { AudienceNames } from './audience-in-words.ts';

/** Something a rule may name. */
export type Named = { readonly id: string; readonly name: string };

/** All that a rule may name and only the database knows. */
export type AudienceChoices = {
	readonly sites: readonly (Named & { readonly timeZone: string })[];
	/** From the root down; `depth` is 0 for the company itself. */
	readonly teams: readonly (Named & { readonly depth: number })[];
	readonly vendors: readonly Named[];
	/** The languages that people read. */
	readonly languages: readonly string[];
};

export async function readAudienceChoices(db: Reader): Promise<AudienceChoices> {
	const allTeams = await db.select().from(teams).orderBy(teams.path);
	const spoken = await db
		.selectDistinct({ language: employees.language })
		.from(employees)
		.orderBy(employees.language);
	return {
		sites: await db.select().from(sites).orderBy(sites.name),
		teams: allTeams.map(({ id, name, path }) => ({ id, name, depth: path.split('/').length - 3 })),
		vendors: await db.select().from(vendors).orderBy(vendors.name),
		languages: spoken.map(({ language }) => language),
	};
}

/** The time zones in which people work. */
export function timeZonesOf({ sites: all }: AudienceChoices): string[] {
	return [...new Set(all.map(({ timeZone }) => timeZone))];
}

/** What the things are called that a rule names; what is gone keeps its id. */
export function namesOf(choices: AudienceChoices, channel: (id: string) => string): AudienceNames {
	const nameIn = (list: readonly Named[]) => (id: string) =>
		list.find((known) => known.id === id)?.name ?? id;
	return {
		channel,
		site: nameIn(choices.sites),
		team: nameIn(choices.teams),
		vendor: nameIn(choices.vendors),
	};
}
