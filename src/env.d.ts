/// <reference types="astro/client" />

declare namespace App {
	interface Locals {
		/** Who is signed in. */
		person: import('#people/person.ts').Person | undefined;
		/** Who is signed in, but has to prove herself once more before she is let in. */
		unproven: import('#people/person.ts').Person | undefined;
		/** The session that says so. */
		session: import('#auth/session.ts').Session | undefined;
		/** The enrolled device that this request comes from. */
		kiosk: import('#auth/kiosks/kiosk.ts').Kiosk | undefined;
		/** Whose session on that device this request found to be over. */
		timedOut: string | undefined;
		/** The moment of this request, by the server's one clock. */
		now: number;
		requestId: string;
		/** Who calls: behind proxies of ours, whom they heard from. */
		address: string;
		/** What an expired session kept somebody from saving; sign-in brings it along. */
		pending: string | undefined;
		/** A form that met an expired session and needs another look after signing in. */
		comesBack: import('./actions/finish-pending.ts').ComesBack | undefined;
		/** Set while an error's own page is rendered, which needs no guard. */
		showing: 'page' | 'error';
	}
}

/** As much of the library as we use; its published types are for Express. */
declare module 'compression' {
	type Request = import('node:http').IncomingMessage;
	type Response = import('node:http').ServerResponse;
	export default function compression(options: {
		threshold: number;
	}): (request: Request, response: Response, next: () => void) => void;
}

/** As much of the library as we use; it has no types of its own. */
declare module 'damerau-levenshtein' {
	export default function distance(a: string, b: string): { readonly steps: number };
}
