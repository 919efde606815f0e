import { Socket } from 'node:net';
import { afterEach, beforeEach, expect, vi } from 'vitest';

// An unexpected console.error fails the test. One that expects it puts its own in this one's place:
// vi.spyOn(console, 'error').mockImplementation(() => {}).
let errors: string[] = [];

beforeEach(() => {
	errors = [];
	vi.spyOn(console, 'error').mockImplementation((...words: unknown[]) => {
		errors.push(words.map(String).join(' '));
	});
});

afterEach(() => {
	vi.restoreAllMocks();
	expect(errors, 'console.error was called, and no test expected it').toEqual([]);
});

// No network but loopback: fetch, http and tls all come through here.
const loopback = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/;
const connect = Socket.prototype.connect;

Reflect.set(Socket.prototype, 'connect', function (this: Socket, ...given: unknown[]) {
	const host = hostOf(given);
	if (!loopback.test(host)) throw new Error(`A test may not connect to ${host}: loopback only.`);
	return Reflect.apply(connect, this, given);
});

/** From connect(options), connect(port, host), connect(path) or Node's own connect([options, listener]). */
function hostOf(given: readonly unknown[]): string {
	const [first, second] = given;
	if (Array.isArray(first)) return hostOf(first);
	if (typeof first === 'object' && first !== null && 'host' in first) return String(first.host);
	return typeof second === 'string' ? second : 'localhost';
}
