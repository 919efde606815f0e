import { isLanguage, sourceLanguage } from '#lib/language.ts';
import type { Values } from './form.ts';

/** As whom a draft is read in its preview. Fields of the form named `as-…`, and no part of the draft. */
export type PreviewOptions = {
	readonly channel: string;
	/** The key of a market or a site. */
	readonly place: string;
	readonly language: string;
};

export function previewOptions(values: Values): PreviewOptions {
	const language = text(values['as-language']);
	return {
		channel: text(values['as-channel']),
		place: text(values['as-place']),
		language: isLanguage(language) ? language : sourceLanguage,
	};
}

/** The same in an address, so that the page opens as it was looked at: `&as-channel=store`. */
export function optionsInAddress(values: Readonly<Record<string, unknown>>): string {
	return Object.entries(values)
		.filter(([name, value]) => name.startsWith('as-') && typeof value === 'string' && value !== '')
		.map(([name, value]) => `&${name}=${encodeURIComponent(String(value))}`)
		.join('');
}

function text(value: string | readonly string[] | undefined): string {
	return typeof value === 'string' ? value : (value?.[0] ?? '');
}
