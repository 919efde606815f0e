import type { EarlierPlace } from '#people/earlier-place.ts';
import { type Audience, type AudienceMember, isInAudience } from './audience.ts';

export type Mover = AudienceMember & { readonly earlier: readonly EarlierPlace[] };

/**
 * Since when an audience has meant somebody whom it means now: the move that brought her in, or her
 * first day if it meant her wherever she has worked. Her roles, language and first day are looked
 * at as they are now.
 */
export function cameAt(audience: Audience, { earlier, ...member }: Mover, at: number): number {
	const left = earlier.find((place) => !isInAudience(audience, { ...member, ...place }, at));
	return Math.max(member.startedAt, left?.until ?? 0);
}
