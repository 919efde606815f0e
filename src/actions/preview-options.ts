import type { Values } from './form.ts';

/** As whom a draft is read in its preview. Fields of the form named `as-…`, and no part of the draft. */
export type PreviewOptions = { readonly channel: string };

export function previewOptions(values: Values): PreviewOptions {
	return { channel: text(values['as-channel']) };
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
