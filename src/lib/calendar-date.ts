/** Whether a text is a day that there is: `2026-12-24`, and not `2026-02-30`. */
export function isCalendarDate(text: string): boolean {
	if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
	const moment = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** "24 December 2026", as a language writes it. */
export function formatCalendarDate(date: string, locale: string): string {
	// Day before month, as on every other page of ours.
	const written = locale === 'en' ? 'en-GB' : locale;
	const format =
		formats.get(written) ??
		new Intl.DateTimeFormat(written, { dateStyle: 'long', timeZone: 'UTC' });
	formats.set(written, format);
	return format.format(new Date(`${date}T00:00:00Z`));
}

/**
 * Below 0 if a day comes before another one, 0 if it is the same. A day without its year,
 * `--12-24`, can only be the same or not comparable.
 */
export function compareDates(a: string, b: string): number | undefined {
	if (a.startsWith('--') || b.startsWith('--')) return a.slice(-5) === b.slice(-5) ? 0 : undefined;
	return isCalendarDate(a) && isCalendarDate(b) ? Date.parse(a) - Date.parse(b) : undefined;
}
