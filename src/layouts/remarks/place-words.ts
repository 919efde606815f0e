import { type Catalogue, channelName } from '#lessons/catalogue.ts';

type Place = { readonly channel: string | null; readonly siteName: string | null };

/**
 * "Phone, Contact centre": where a remark comes from, as far as it may be said; empty if not at all.
 * A site that is named after its channel says both: "Store Bremen".
 */
export function placeInWords(catalogue: Catalogue, { channel, siteName }: Place): string {
	const name = channel === null ? null : channelName(catalogue, channel);
	if (name !== null && siteName?.startsWith(name)) return siteName;
	return [name, siteName].filter((part) => part !== null && part !== '').join(', ');
}

/** What a remark says that the policy is. */
export const kindWords = {
	unclear: 'Unclear',
	wrong: 'Wrong',
	impossible: 'Impossible here',
} as const;

/** What became of a remark, as those who answer read it. */
export const stateWords = {
	open: 'open',
	answered: 'answered',
	noted: 'noted, will not change',
	folded: 'taken into the draft',
	published: 'published',
} as const;
