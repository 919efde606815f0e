import { type KeptKind, keptKinds } from '#db/schema/privacy.ts';
import { addMonths, serviceDay, startOfDay } from '#lib/service-day.ts';
import type { Settings } from '#people/settings.ts';

export type KeptUntil = Readonly<Record<KeptKind, number>>;

type Terms = Pick<
	Settings,
	'keepRecordMonths' | 'keepAnswersMonths' | 'keepMessagesMonths' | 'keepAccessMonths'
>;

/**
 * The moment at which each kind of somebody's record ends: so many months after the day she left,
 * where she worked. Her name belongs to the record, so nothing keeps it longer than the record does.
 */
export function keptUntil(leftAt: number, timeZone: string, terms: Terms): KeptUntil {
	const left = serviceDay(leftAt, timeZone);
	const after = (months: number) => startOfDay(addMonths(left, months), timeZone);
	const record = after(terms.keepRecordMonths);
	return {
		record,
		answers: Math.min(record, after(terms.keepAnswersMonths)),
		messages: Math.min(record, after(terms.keepMessagesMonths)),
		access: Math.min(record, after(terms.keepAccessMonths)),
	};
}

/** The kinds whose time is over and that have not ended yet, in the order in which they end. */
export function kindsOver(until: KeptUntil, ended: readonly KeptKind[], at: number): KeptKind[] {
	return keptKinds.filter((kind) => until[kind] <= at && !ended.includes(kind));
}
