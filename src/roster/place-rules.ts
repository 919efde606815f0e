import type { KnownTeam } from './company.ts';
import { plainHeading } from './match-columns.ts';

/** What a row says of where somebody works, in its words. */
export type Wanted = {
	readonly team?: string | undefined;
	readonly site?: string | undefined;
	readonly vendor?: string | undefined;
	readonly shift?: string | undefined;
};

export type Found =
	| { readonly kind: 'team'; readonly team: KnownTeam }
	| { readonly kind: 'several'; readonly teams: readonly KnownTeam[] }
	| { readonly kind: 'none' };

/** A team in a tree may be written with those above it: Logistics > Warehouse > Night. */
export const between = /\s*(?:>|›|»|→|\\)\s*|\s+\/\s+/;

export type At = {
	readonly siteId: string | undefined;
	readonly vendorId: string | null | undefined;
	readonly shift: string | undefined;
};

/** What a row does not say, any team fits. */
export function fits(team: KnownTeam, { siteId, vendorId, shift }: At): boolean {
	const sameShift =
		shift === undefined || team.shift === null || plainHeading(team.shift) === plainHeading(shift);
	return (
		sameShift &&
		(siteId === undefined || team.siteId === siteId) &&
		(vendorId === undefined || team.vendorId === vendorId)
	);
}
