import type { Audience } from '#assignments/audience.ts';
import type { WrittenAudience } from '#assignments/check-assignment.ts';
import type { Values } from './form.ts';

/** Whom a form means. */
export function audienceFromForm(values: Values): WrittenAudience {
	const many = (name: string) => [values[name] ?? []].flat();
	const one = (name: string) => many(name)[0] ?? '';
	return {
		roles: many('role'),
		channels: many('channel'),
		sites: many('site'),
		teams: many('team'),
		vendors: one('vendors'),
		vendorsNamed: many('vendor'),
		languages: many('language'),
		startedWithin: one('startedWithin'),
		startedFrom: one('startedFrom'),
	};
}

/** The fields that say whom, filled from an audience. */
export function formFromAudience(audience: Audience): Values {
	const { vendors = 'included', startedWithin, startedFrom = '' } = audience;
	return {
		role: audience.roles ?? [],
		channel: audience.channels ?? [],
		site: audience.sites ?? [],
		team: audience.teams ?? [],
		vendors: typeof vendors === 'string' ? vendors : 'named',
		vendor: typeof vendors === 'string' ? [] : vendors,
		language: audience.languages ?? [],
		startedWithin: startedWithin === undefined ? '' : String(startedWithin),
		startedFrom,
	};
}
