import { z } from 'astro/zod';
import { addDays, type Day, isDay, serviceDay } from '#lib/service-day.ts';
import { isLanguage } from '#lib/language.ts';
import { type Role, roles } from '#people/roles.ts';

/** Somebody who has none of the roles is an employee and nothing else. */
export const audienceRoles = ['employee', ...roles] as const;
export type AudienceRole = (typeof audienceRoles)[number];

/** A rule that says who is meant; a part that is left out leaves nobody out. */
export type Audience = {
	readonly roles?: readonly AudienceRole[] | undefined;
	readonly channels?: readonly string[] | undefined;
	readonly sites?: readonly string[] | undefined;
	/** Teams with all that stand below them. */
	readonly teams?: readonly string[] | undefined;
	/** Vendors' people too, not, only them, or only those of some vendors. */
	readonly vendors?: 'included' | 'excluded' | 'only' | readonly string[] | undefined;
	readonly languages?: readonly string[] | undefined;
	/** Days since the person's first day here. */
	readonly startedWithin?: number | undefined;
	/** The person's first day here is this one or a later one. */
	readonly startedFrom?: Day | undefined;
};

const some = z
	.array(z.string())
	.min(1, 'This list is empty. Name at least one, or leave the line out.')
	.optional();
const knownRoles = audienceRoles.join(', ');

export const audienceSchema = z
	.object({
		roles: z
			.array(
				z.enum(audienceRoles, { error: `There is no such role. Write one of: ${knownRoles}.` }),
			)
			.min(1, 'This list is empty. Name at least one, or leave the line out.')
			.optional(),
		channels: some,
		sites: some,
		teams: some,
		vendors: z
			.union([z.enum(['included', 'excluded', 'only']), z.array(z.string()).min(1)], {
				error:
					'This is no rule about vendors. Write included, excluded or only, or their ids, like: [northline].',
			})
			.optional(),
		languages: z
			.array(
				z
					.string()
					.refine(isLanguage, 'There is no such language. Write a code like: en, pl, pt-BR.'),
			)
			.min(1, 'This list is empty. Name at least one, or leave the line out.')
			.optional(),
		startedWithin: z
			.string()
			.regex(/^\d+ days?$/, 'Write it like: 30 days.')
			.transform((text) => Number.parseInt(text, 10))
			.optional(),
		startedFrom: z
			.string()
			.refine(isDay, 'There is no such day. Write one like: 2026-12-01.')
			.optional(),
	})
	.strict() satisfies z.ZodType<Audience>;

/** What an audience rule looks at. */
export type AudienceMember = {
	readonly roles: readonly Role[];
	readonly channels: readonly string[];
	readonly siteId: string;
	/** The ids of her team and the teams above it, from the root down: `/logistics/night/`. */
	readonly teamPath: string;
	readonly vendorId: string | null;
	readonly language: string;
	readonly startedAt: number;
	readonly timeZone: string;
};

export function isInAudience(audience: Audience, member: AudienceMember, at: number): boolean {
	const { channels, sites, teams, languages } = audience;
	if (!hasRole(audience.roles, member)) return false;
	if (channels && !channels.some((channel) => member.channels.includes(channel))) return false;
	if (sites && !sites.includes(member.siteId)) return false;
	if (teams && !teams.some((team) => member.teamPath.includes(`/${team}/`))) return false;
	if (!isOfVendor(audience.vendors, member.vendorId)) return false;
	if (languages && !languages.includes(member.language)) return false;
	return startedInTime(audience, member, at);
}

function hasRole(wanted: Audience['roles'], { roles: held }: AudienceMember): boolean {
	if (!wanted) return true;
	return wanted.some((role) => (role === 'employee' ? held.length === 0 : held.includes(role)));
}

function isOfVendor(vendors: Audience['vendors'], vendorId: string | null): boolean {
	if (vendors === undefined || vendors === 'included') return true;
	if (vendors === 'excluded') return vendorId === null;
	if (vendorId === null) return false;
	return vendors === 'only' || vendors.includes(vendorId);
}

function startedInTime(
	{ startedWithin, startedFrom }: Audience,
	{ startedAt, timeZone }: AudienceMember,
	at: number,
): boolean {
	const started = serviceDay(startedAt, timeZone);
	if (startedFrom !== undefined && started < startedFrom) return false;
	if (startedWithin === undefined) return true;
	return serviceDay(at, timeZone) <= addDays(started, startedWithin);
}
