import { expect, test } from 'vitest';
import { signingInWords } from '#publishing/signing.ts';

const asks = { acknowledge: true } as const;
const asksNot = {};

test('whoever publishes reads how many are asked to sign, and that nobody is any more', () => {
	expect(signingInWords(asks, asksNot, 143)).toBe(
		'143 people are asked to sign it, each after learning it.',
	);
	expect(signingInWords(asks, asks, 1)).toBe(
		'One person is asked to sign it anew if the change is material, each after learning it.',
	);
	expect(signingInWords(asksNot, asks, 143)).toBe('Nobody is asked to sign it any more.');
	expect(signingInWords(asksNot, asksNot, 143)).toBeUndefined();
});
