import type { Counting } from '#completions/alike.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { companyReach } from './company-reach.ts';
import type { ReachGroup } from './reach.ts';

/** Of how many people how many are current; of fewer than five nothing is said. */
export type Share = { readonly concerned: number; readonly current: number } | 'too few';

export type SideBySide = {
	readonly policyId: string;
	readonly vendor: Share;
	readonly ours: Share;
};

/** A share of a smaller group would say something about single people. */
const smallestGroup = 5;

/** How far each policy has come with a vendor's people and with our own. */
export async function sideBySide(
	db: Counting,
	catalogue: Catalogue,
	vendorName: string,
	at: number,
): Promise<{ readonly rows: SideBySide[]; readonly asOf: number }> {
	const { byPolicy, asOf } = await companyReach(db, catalogue, at);
	const rows = [...byPolicy].flatMap(([policyId, { groups }]) => {
		const called = (name: string) => groups.vendor.find((group) => group.name === name);
		const theirs = called(vendorName);
		if (!theirs || theirs.concerned === 0) return [];
		return [{ policyId, vendor: shareOf(theirs), ours: shareOf(called('Our own people')) }];
	});
	return { rows, asOf };
}

function shareOf(group: ReachGroup | undefined): Share {
	if (!group || group.concerned < smallestGroup) return 'too few';
	return { concerned: group.concerned, current: group.current };
}
