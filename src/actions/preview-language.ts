import { isLanguage, sourceLanguage } from '#lib/language.ts';
import type { Values } from './form.ts';

/** In which language a draft's preview is to be read; what is no language is the source's. */
export function previewLanguage(values: Values): string {
	const [language = ''] = [values['previewLanguage'] ?? ''].flat();
	return isLanguage(language) ? language : sourceLanguage;
}
