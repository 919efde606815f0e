import { z } from 'astro/zod';
import { addDays, serviceDay } from '#lib/service-day.ts';

/** A rule that says who is meant; a part that is left out leaves nobody out. */
export type Audience = {
	readonly channels?: readonly string[] | undefined;
	readonly sites?: readonly string[] | undefined;
	readonly vendors?: 'included' | 'excluded' | 'only' | undefined;
	/** Days since the person's first day here. */
	readonly startedWithin?: number | undefined;
};

export const audienceSchema = z
	.object({
		channels: z.array(z.string()).min(1).optional(),
		sites: z.array(z.string()).min(1).optional(),
		vendors: z.enum(['included', 'excluded', 'only']).optional(),
		startedWithin: z
			.string()
			.regex(/^\d+ days?$/, 'Write it like: 30 days.')
			.transform((text) => Number.parseInt(text, 10))
			.optional(),
	})
	.strict() satisfies z.ZodType<Audience>;

/** What an audience rule looks at. */
export type AudienceMember = {
	readonly channels: readonly string[];
	readonly siteId: string;
	readonly vendorId: string | null;
	readonly startedAt: number;
	readonly timeZone: string;
};

export function isInAudience(audience: Audience, member: AudienceMember, at: number): boolean {
	const { channels, sites, vendors, startedWithin } = audience;
	if (channels && !channels.some((channel) => member.channels.includes(channel))) return false;
	if (sites && !sites.includes(member.siteId)) return false;
	if (vendors === 'excluded' && member.vendorId !== null) return false;
	if (vendors === 'only' && member.vendorId === null) return false;
	if (startedWithin === undefined) return true;
	const last = addDays(serviceDay(member.startedAt, member.timeZone), startedWithin);
	return serviceDay(at, member.timeZone) <= last;
}
