import { sha256 } from '#lib/hash.ts';
import type { PolicyBody } from './body.ts';

/** What of a policy is read in words, and so translated. */
export type Texts = Pick<PolicyBody, 'title' | 'statement' | 'why' | 'how'>;

/** The texts by the names of their parts, in the order of reading: `title`, `statement`, `how.store` … */
export function partsOf({ title, statement, why, how }: Texts): ReadonlyMap<string, string> {
	const lines = Object.entries(how).map(([channel, line]) => [`how.${channel}`, line] as const);
	return new Map([['title', title], ['statement', statement], ['why', why], ...lines]);
}

/** The way back; a part that is missing is empty, and an empty line of a channel is none. */
export function textsFrom(parts: ReadonlyMap<string, string>): Texts {
	const lines = [...parts].flatMap(([part, line]) => {
		const channel = channelOf(part);
		return channel === undefined || line === '' ? [] : [[channel, line] as const];
	});
	return {
		title: parts.get('title') ?? '',
		statement: parts.get('statement') ?? '',
		why: parts.get('why') ?? '',
		how: Object.fromEntries(lines),
	};
}

/** The channel that a part is the line of. */
export function channelOf(part: string): string | undefined {
	return part.startsWith('how.') ? part.slice('how.'.length) : undefined;
}

const remembered = new WeakMap<object, Readonly<Record<string, string>>>();

/**
 * For each part the SHA-256 of its words with the facts in braces: another number leaves it as it
 * is. A body never changes, so it is worked out once.
 */
export function sourceHashesOf(source: Texts): Readonly<Record<string, string>> {
	const known = remembered.get(source);
	if (known) return known;
	const hashes = Object.fromEntries(
		[...partsOf(source)].map(([part, text]) => [part, sha256(text)]),
	);
	remembered.set(source, hashes);
	return hashes;
}
