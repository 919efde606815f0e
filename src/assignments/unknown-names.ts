import type { Audience } from './audience.ts';
import type { AudienceChoices } from './audience-choices.ts';
import type { Track } from './track.ts';

/** A site, team or vendor in a track file that the database does not have: nobody is meant by it. */
export type UnknownName = { readonly file: string; readonly kind: string; readonly id: string };

/** Only the database knows these names, so the content check cannot. */
export function unknownNames(
	tracks: readonly (Pick<Track, 'audience'> & { readonly file: string })[],
	known: Pick<AudienceChoices, 'sites' | 'teams' | 'vendors'>,
): UnknownName[] {
	return tracks.flatMap(({ audience, file }) =>
		named(audience).flatMap(([kind, list, ids]) =>
			ids
				.filter((id) => !known[list].some((each) => each.id === id))
				.map((id) => ({ file, kind, id })),
		),
	);
}

function named({ sites = [], teams = [], vendors }: Audience) {
	return [
		['site', 'sites', sites],
		['team', 'teams', teams],
		['vendor', 'vendors', Array.isArray(vendors) ? vendors : []],
	] as const;
}

/** "content/tracks/night.yaml names the team night-2, and there is no such team." */
export function sayUnknown({ file, kind, id }: UnknownName): string {
	return `content/${file} names the ${kind} ${id}, and there is no such ${kind}.`;
}
