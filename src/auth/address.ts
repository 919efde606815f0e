import { isIPv6 } from 'node:net';

/**
 * What counts as one address. Of IPv6 the first four groups: whoever has one line has 2^64 addresses
 * beneath them.
 */
export function addressOf(address: string): string {
	const bare = address.trim().toLowerCase().replace(/%.*$/, '');
	if (!isIPv6(bare)) return bare;
	const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare) ?? [];
	if (mapped) return mapped;
	const [head = '', tail] = bare.split('::');
	const front = head === '' ? [] : head.split(':');
	const back = tail ? tail.split(':') : [];
	const zeros = tail === undefined ? 0 : 8 - front.length - back.length;
	const groups = [...front, ...Array.from({ length: zeros }, () => '0'), ...back];
	return groups
		.slice(0, 4)
		.map((group) => Number.parseInt(group, 16).toString(16))
		.join(':');
}
