import { dateInWords, startOfDay } from '#lib/service-day.ts';
import type { Audience, AudienceRole } from './audience.ts';

/** What the ids of a rule are called. */
export type AudienceNames = {
	readonly channel: (id: string) => string;
	readonly site: (id: string) => string;
	readonly team: (id: string) => string;
	readonly vendor: (id: string) => string;
};

/** "Warehouse and delivery, vendors included, who started in the last 30 days". */
export function audienceInWords(audience: Audience, names: AudienceNames): string {
	const { sites, teams, languages } = audience;
	const parts = [
		who(audience, names),
		...(sites ? [`at ${either(sites.map(names.site))}`] : []),
		...(teams ? [`in ${either(teams.map(names.team))} and the teams below`] : []),
		ofVendors(audience.vendors, names),
		...(languages ? [`who read ${either(languages.map(languageName))}`] : []),
		...started(audience),
	];
	return parts.join(', ');
}

const roleNames: Readonly<Record<AudienceRole, string>> = {
	employee: 'people without another role',
	manager: 'managers',
	leader: 'leaders',
	administrator: 'administrators',
};

function who({ roles, channels }: Audience, names: AudienceNames): string {
	const places = channels && both(channels.map(names.channel));
	if (!roles) return capital(places?.toLowerCase() ?? 'everybody');
	const people = both(roles.map((role) => roleNames[role]));
	return capital(places ? `${people} in ${places.toLowerCase()}` : people);
}

function ofVendors(vendors: Audience['vendors'], names: AudienceNames): string {
	if (vendors === undefined || vendors === 'included') return 'vendors included';
	if (vendors === 'excluded') return 'vendors left out';
	if (vendors === 'only') return 'vendors’ people only';
	return `from ${either(vendors.map(names.vendor))} only`;
}

function started({ startedWithin, startedFrom }: Audience): string[] {
	const days = startedWithin === 1 ? 'day' : `${startedWithin ?? ''} days`;
	return [
		...(startedWithin === undefined ? [] : [`who started in the last ${days}`]),
		...(startedFrom === undefined ? [] : [`who started on ${dayName(startedFrom)} or later`]),
	];
}

function dayName(day: string): string {
	return dateInWords(startOfDay(day, 'UTC'), 'UTC');
}

const languages = new Intl.DisplayNames('en', { type: 'language' });

export function languageName(code: string): string {
	return languages.of(code) ?? code;
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

const lists = {
	and: new Intl.ListFormat('en-GB', { type: 'conjunction' }),
	or: new Intl.ListFormat('en-GB', { type: 'disjunction' }),
};

function both(words: readonly string[]): string {
	return lists.and.format(words);
}

function either(words: readonly string[]): string {
	return lists.or.format(words);
}
