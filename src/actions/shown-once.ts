/** Milliseconds until what nobody came to see is forgotten. */
const kept = 300_000;

const waiting = new Map<string, { readonly text: string; readonly until: number }>();

/** Keeps a secret for the next page that the same session opens about the same thing. */
export function keepToShow(session: string, about: string, text: string, at: number): void {
	for (const [key, { until }] of waiting) if (until < at) waiting.delete(key);
	waiting.set(`${session} ${about}`, { text, until: at + kept });
}

/** The secret, and this once only. */
export function takeToShow(session: string, about: string, at: number): string | undefined {
	const key = `${session} ${about}`;
	const found = waiting.get(key);
	waiting.delete(key);
	return found && found.until >= at ? found.text : undefined;
}
