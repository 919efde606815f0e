import { timingSafeEqual } from 'node:crypto';
import { signed } from './key.ts';

// What a badge says: eight bytes of id and ten of HMAC-SHA-256, as 44 decimal digits. Digits make
// the smallest QR code, and a hand scanner types them right on a keyboard of any language.

const idLetters = 16;
const signatureBytes = 10;
const tokenDigits = 44;
const tokenLetters = idLetters + 2 * signatureBytes;

export function badgeToken(key: string, badgeId: string): string {
	const whole = badgeId + signature(key, badgeId).toString('hex');
	return BigInt(`0x${whole}`).toString().padStart(tokenDigits, '0');
}

/** Whether something read or typed has the form of a badge of ours; whether it is one says its signature. */
export function isTokenLike(text: string): boolean {
	return text.length === tokenDigits && /^\d+$/.test(text);
}

/** The badge's id; undefined if we did not sign it. */
export function readBadgeToken(key: string, text: string): string | undefined {
	if (!isTokenLike(text)) return undefined;
	const whole = BigInt(text).toString(16).padStart(tokenLetters, '0');
	if (whole.length !== tokenLetters) return undefined;
	const id = whole.slice(0, idLetters);
	const given = Buffer.from(whole.slice(idLetters), 'hex');
	return timingSafeEqual(given, signature(key, id)) ? id : undefined;
}

function signature(key: string, badgeId: string): Buffer {
	return signed(key, 'badge', badgeId).subarray(0, signatureBytes);
}
