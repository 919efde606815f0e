import { expect, test } from 'vitest';
import { isSameOrigin, secure } from '#lib/web-security.ts';

function sent(method: string, headers: Record<string, string>): Request {
	return new Request('http://127.0.0.1:4321/', {
		method,
		headers: { host: 'shop.example', ...headers },
	});
}

const own = 'https://shop.example';

test.each(['GET', 'HEAD', 'OPTIONS'])('%s changes nothing and may come from anywhere', (method) => {
	expect(isSameOrigin(sent(method, { origin: 'https://evil.example' }), undefined)).toBe(true);
});

const posts: readonly [Record<string, string>, boolean][] = [
	[{ origin: own }, true],
	[{ origin: 'https://evil.example' }, false],
	[{ origin: 'https://shop.example.evil.example' }, false],
	[{ origin: 'https://shop.example:8443' }, false],
	[{ origin: 'not an address' }, false],
	[{ origin: '' }, false],
	[{ origin: 'null' }, false],
	[{ origin: 'null', 'sec-fetch-site': 'cross-site' }, false],
	[{ origin: 'null', 'sec-fetch-site': 'same-origin' }, true],
	[{ 'sec-fetch-site': 'same-origin' }, true],
	[{ 'sec-fetch-site': 'same-site' }, false],
	[{ 'sec-fetch-site': 'none' }, false],
	[{}, false],
	[{ origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }, false],
	[{ referer: own }, false],
];

test.each(posts)('a form with %o: %o', (headers, expected) => {
	for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
		expect(isSameOrigin(sent(method, headers), undefined)).toBe(expected);
		expect(isSameOrigin(sent(method, headers), own)).toBe(expected);
	}
});

test('behind a proxy it is the address that people type that counts', () => {
	const inside = { host: '127.0.0.1:4321' };
	expect(isSameOrigin(sent('POST', { ...inside, origin: own }), `${own}/`)).toBe(true);
	expect(isSameOrigin(sent('POST', { ...inside, origin: 'http://shop.example' }), own)).toBe(false);
	expect(isSameOrigin(sent('POST', { ...inside, origin: 'http://127.0.0.1:4321' }), own)).toBe(
		false,
	);
});

test('every answer carries its headers, and is stored only where somebody said so', () => {
	const headers = new Headers();
	secure(headers, "default-src 'self'");
	expect(headers.get('content-security-policy')).toBe("default-src 'self'");
	expect(headers.get('x-content-type-options')).toBe('nosniff');
	expect(headers.get('cache-control')).toBe('private, no-store');
	const asset = new Headers({ 'cache-control': 'public, max-age=60' });
	secure(asset, undefined);
	expect(asset.get('cache-control')).toBe('public, max-age=60');
	expect(asset.has('content-security-policy')).toBe(false);
});
