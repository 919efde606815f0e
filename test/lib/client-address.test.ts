import { expect, test } from 'vitest';
import { clientAddress } from '#lib/client-address.ts';

const proxy = '10.0.0.1';

test.each([
	['no proxy: nobody is believed', '203.0.113.7', 0, proxy],
	['one proxy: what it heard', '203.0.113.7', 1, '203.0.113.7'],
	[
		'one proxy: what was written before it is not believed',
		'1.2.3.4, 203.0.113.7',
		1,
		'203.0.113.7',
	],
	['two proxies', '1.2.3.4, 203.0.113.7, 10.0.0.2', 2, '203.0.113.7'],
	['with a port', '203.0.113.7:4711', 1, '203.0.113.7'],
	['IPv6 with a port', '[2001:db8::1]:4711', 1, '2001:db8::1'],
	['IPv6', '2001:db8::1', 1, '2001:db8::1'],
	['a proxy that writes nothing', null, 1, proxy],
	['fewer entries than proxies', '203.0.113.7', 2, proxy],
	['empty', ' ', 1, proxy],
] as const)('%s', (_, forwarded, proxies, address) => {
	expect(clientAddress(proxy, forwarded, proxies)).toBe(address);
});
