import type { Failure } from '#auth/single-sign-on/why-failed.ts';

const otherwise = 'or use your number and PIN.';

const said = {
	down: `Your company’s sign-in does not answer just now. Try again in a minute, ${otherwise}`,
	'not finished': `You did not finish signing in. Try again, ${otherwise}`,
	'too late': `That sign-in is over. Start again, ${otherwise}`,
	'no account': `This account does not open Touchstone yet. Ask your lead, ${otherwise}`,
	'does not fit': `This account and your record here do not fit together. Ask your administrator to look, ${otherwise}`,
	failed: `That did not work. Try again, ${otherwise}`,
} as const satisfies Record<Failure, string>;

/** Somebody has to look in the log: by the code. */
const asksForHelp = new Set<Failure>(['no account', 'does not fit', 'failed']);

const code = /^[\da-f]{8}-[\da-f-]{27}$/;

/** What the sign-in page says after the company's sign-in did not let somebody in. */
export function failureInWords(address: URLSearchParams): string | undefined {
	const why = address.get('company') ?? '';
	if (!isFailure(why)) return undefined;
	const asked = address.get('code') ?? '';
	return asksForHelp.has(why) && code.test(asked)
		? `${said[why]} If you ask for help, give this code: ${asked.slice(0, 8)}.`
		: said[why];
}

function isFailure(word: string): word is Failure {
	return Object.hasOwn(said, word);
}
