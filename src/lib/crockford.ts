import { latinDigits } from './latin-digits.ts';

/** Crockford's base 32: no I, L, O or U, which are taken for others when read from paper. */
export const crockfordLetters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A letter for each byte: five bits of it. */
export function crockford(bytes: Iterable<number>): string {
	return [...bytes].map((byte) => crockfordLetters[byte % 32]).join('');
}

/** What somebody typed, forgiving what is often mistaken; other letters stay as they are. */
export function typedCrockford(typed: string): string {
	const bare = latinDigits(typed)
		.toUpperCase()
		.replace(/[\s\p{P}]/gu, '');
	return bare.replaceAll('O', '0').replace(/[IL]/g, '1').replaceAll('U', 'V');
}
