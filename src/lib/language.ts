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
