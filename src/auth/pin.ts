import { hash, verify } from '@node-rs/argon2';
import { latinDigits } from '#lib/latin-digits.ts';
import { createTurns } from '#lib/turns.ts';

/** argon2id is the library's default; the costs are OWASP's: 19 MiB, two passes, one lane. */
const costs = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/**
 * So many are worked out at once. Node's four threads also press pages and read files: a shift that
 * signs in at the same minute must not take all of them.
 */
const turns = createTurns(2);

/** Keyboards write the same letter, or digit, in more than one way: all of them are one PIN. */
export function hashPin(pin: string): Promise<string> {
	return turns(() => hash(latinDigits(pin), costs));
}

export function isPin(pinHash: string, pin: string): Promise<boolean> {
	return turns(() => verify(pinHash, latinDigits(pin)));
}
