import { hash, verify } from '@node-rs/argon2';

/** argon2id is the library's default; the costs are OWASP's: 19 MiB, two passes, one lane. */
const costs = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPin(pin: string): Promise<string> {
	return hash(pin, costs);
}

export function isPin(pinHash: string, pin: string): Promise<boolean> {
	return verify(pinHash, pin);
}

/** What is wrong with a new PIN, as a sentence; undefined if it will do. */
export function pinProblem(pin: string): string | undefined {
	if (/^\d+$/.test(pin) ? pin.length < 6 : pin.length < 10) {
		return 'Use at least six digits, or a sentence of ten letters or more.';
	}
	if (pin.length > 200) return 'Use at most 200 characters.';
	if (/^(.)\1+$/.test(pin) || '01234567890'.includes(pin) || '09876543210'.includes(pin)) {
		return 'This one is easy to guess. Mix the digits.';
	}
	return undefined;
}
