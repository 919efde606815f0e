import type { Kiosk } from '#auth/kiosks/kiosk.ts';
import type { KioskOutcome } from '#auth/kiosks/sign-in.ts';
import type { Try } from '#auth/limits.ts';
import { waitInWords } from '#auth/wait.ts';
import { Invalid } from '#lib/errors.ts';

type Refused = Exclude<KioskOutcome, { readonly kind: 'signed in' | 'badge' }>;

/** Why a kiosk lets somebody not in, or not yet, in words that tell nobody’s name. */
export function refusalOnKiosk(outcome: Refused, kiosk: Kiosk): Invalid {
	switch (outcome.kind) {
		case 'ask PIN':
			return new Invalid({ now: outcome.number });
		case 'elsewhere':
			return new Invalid({ number: elsewhereInWords(kiosk) });
		case 'unknown badge':
			return new Invalid({
				number:
					'This badge opens nothing here. Type your number, or ask your lead for a new badge.',
			});
		case 'refused':
			return new Invalid({
				pin: 'Number and PIN do not fit together. Try again, or ask your lead for a new slip.',
			});
		case 'wait':
			return new Invalid({ pin: waitInWords(outcome.minutes) });
	}
}

/** A guess at a code that enrols: each address has its own, as a person has. */
export function guessOf(address: string, at: number): Try {
	return { number: `code at ${address}`, address, device: undefined, at };
}

export function elsewhereInWords({ siteName }: Kiosk): string {
	return `This tablet is for the people of ${siteName}. Use a tablet where you work, or your own phone.`;
}
