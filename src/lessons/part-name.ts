import { channelOf } from '#policies/text-parts.ts';
import { type Catalogue, channelName } from './catalogue.ts';

const names: Readonly<Record<string, string>> = {
	title: 'Title',
	statement: 'Statement',
	why: 'Why it matters',
};

/** What a part of a policy is called: "Statement", "Phone". */
export function partName(catalogue: Pick<Catalogue, 'channels'>, part: string): string {
	const channel = channelOf(part);
	return channel === undefined ? (names[part] ?? part) : channelName(catalogue, channel);
}
