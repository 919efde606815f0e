import { latinDigits } from '#lib/latin-digits.ts';
import { isCommon } from './common.ts';
import { digitsProblem } from './digits.ts';
import { wordsProblem } from './words.ts';

/** Of whoever gets the PIN, what others know or see. */
export type PinOwner = { readonly number: string; readonly name: string };

const common = 'Many people use this one, so it is easy to guess. Choose another.';
const hersToo = 'Your number or name is easy to guess. Choose something else.';

/**
 * What is wrong with a new PIN, as a sentence; undefined if it will do. Of the million PINs of six
 * digits about nine in ten will.
 */
export function pinProblem(pin: string, owner?: PinOwner): string | undefined {
	const text = latinDigits(pin.trim());
	if (/^\d+$/.test(text) ? text.length < 6 : [...text].length < 10) {
		return 'Use at least six digits, or a sentence of ten letters or more.';
	}
	if (pin.length > 200) return 'Use at most 200 characters.';
	const plain = plainly(text);
	if (owner && saysWho(plain, owner)) return hersToo;
	if (isCommon(plain)) return common;
	return /^\d+$/.test(text) ? digitsProblem(text) : wordsProblem(plain);
}

/** Small letters and digits, of any script; accents, blanks and marks are left out. */
function plainly(text: string): string {
	const bare = text.normalize('NFKD').toLowerCase();
	const plain = bare.replace(/[^\p{L}\p{N}]/gu, '');
	// Of nothing but marks there is nothing else to look at.
	return plain === '' ? bare : plain;
}

/** Her number, forwards or backwards, or little besides her name. */
function saysWho(plain: string, { number, name }: PinOwner): boolean {
	const own = plainly(number);
	const turned = [...own].toReversed().join('');
	if (own.length >= 4 && (plain.includes(own) || plain.includes(turned))) return true;
	if (own.includes(plain)) return true;
	const names = name.split(/\s+/).map(plainly);
	const rest = names.reduce(
		(left, part) => (part.length < 3 ? left : left.replace(part, '')),
		plain,
	);
	return rest !== plain && rest.length < 6;
}
