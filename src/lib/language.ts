const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** Whether a text is the code of a language that there is: `es`, `pt-BR`; not `notes`. */
export function isLanguage(code: string): boolean {
	try {
		return names.of(code) !== undefined;
	} catch {
		// What does not even look like a code is thrown out with a RangeError.
		return false;
	}
}

/** The language that everything is first written in. */
export const sourceLanguage = 'en';

/** "Spanish" for `es`; the code itself where there is no name. */
export function languageName(code: string): string {
	return (isLanguage(code) && names.of(code)) || code;
}

/** Of some languages the one that somebody reads: her own, or the one that hers is a kind of. */
export function closestLanguage(known: Iterable<string>, wanted: string): string | undefined {
	const all = new Set(known);
	return [wanted, wanted.split('-')[0] ?? wanted].find((language) => all.has(language));
}

/** What a `lang` attribute says: nothing where the words are in the page's own language. */
export function foreign(language: string): string | undefined {
	return language === sourceLanguage ? undefined : language;
}
