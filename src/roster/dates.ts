import { type Day, isDay } from '#lib/service-day.ts';
import type { DateOrder } from './kinds.ts';

export type ReadDate =
	| { readonly kind: 'day'; readonly day: Day }
	/** 03/04/2026: somebody has to say what comes first. */
	| { readonly kind: 'ambiguous' }
	| { readonly kind: 'no date' };

/** A day as exports write it: 2026-12-31, 31.12.2026, 12/31/2026, with or without a time behind it. */
export function readDate(text: string, order: DateOrder | null): ReadDate {
	const bare = text.trim().replace(/[T ]\d{1,2}:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/, '');
	const iso =
		/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\.?$/.exec(bare) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(bare);
	if (iso) return dayOf(iso[1], iso[2], iso[3]);
	const dots = /^(\d{1,2})[.-](\d{1,2})[.-](\d{2}|\d{4})\.?$/.exec(bare);
	if (dots) return dayOf(fullYear(dots[3]), dots[2], dots[1]);
	const slashes = /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})$/.exec(bare);
	return slashes ? slashed(slashes, order) : { kind: 'no date' };
}

/** Whether a date says by itself what comes first: 31/12/2026 does, 03/04/2026 does not. */
function slashed([, one, two, year]: RegExpExecArray, order: DateOrder | null): ReadDate {
	const [first, second] = [Number(one), Number(two)];
	const said = first > 12 ? 'day first' : second > 12 ? 'month first' : order;
	if (first === second) return dayOf(fullYear(year), one, two);
	if (said === null) return { kind: 'ambiguous' };
	return said === 'day first' ? dayOf(fullYear(year), two, one) : dayOf(fullYear(year), one, two);
}

/** Somebody who works may have come in 1979, and may leave in 2035. */
function fullYear(year: string | undefined): string {
	if (year === undefined || year.length === 4) return year ?? '';
	return Number(year) < 60 ? `20${year}` : `19${year}`;
}

function dayOf(year = '', month = '', day = ''): ReadDate {
	const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	const sensible = Number(year) >= 1900 && Number(year) <= 2200;
	return sensible && isDay(text) ? { kind: 'day', day: text } : { kind: 'no date' };
}
