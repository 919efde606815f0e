import { BlockList, isIP } from 'node:net';

// Which addresses are on the internet, and which are this machine, its network, or nobody's: whoever
// may type an address must not reach the latter through us. IANA's special-purpose registries.

const special = new BlockList();
for (const [net, bits] of [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.88.99.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 4],
	['240.0.0.0', 4],
] as const) {
	special.addSubnet(net, bits, 'ipv4');
}

/** Of IPv6 only what is given out to the internet; and of that nothing that wraps an IPv4 address. */
const global = new BlockList();
global.addSubnet('2000::', 3, 'ipv6');
const wrapped = new BlockList();
wrapped.addSubnet('2001::', 23, 'ipv6');
wrapped.addSubnet('2001:db8::', 32, 'ipv6');
wrapped.addSubnet('2002::', 16, 'ipv6');

export function isPublicAddress(address: string): boolean {
	const version = isIP(address);
	if (version === 4) return !special.check(address, 'ipv4');
	if (version === 6) return global.check(address, 'ipv6') && !wrapped.check(address, 'ipv6');
	return false;
}

export function isLoopback(address: string): boolean {
	return address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
}

/** The host of a URL without the brackets of IPv6. */
export function hostOf({ hostname }: URL): string {
	return hostname.replace(/^\[|\]$/g, '');
}
