import { policyBodySchema } from '#policies/body.ts';
import type { Intent, Refusal } from './refusal.ts';

/** A draft may be kept half-written; it is published whole. */
export function unfinished({ body }: Pick<Intent, 'body'>): Refusal[] {
	const result = policyBodySchema.safeParse(body);
	if (result.success) return [];
	const places = new Map(
		result.error.issues.map(({ path, message }) => [placeOf(path), message] as const).toReversed(),
	);
	return [...places].toReversed().map(([place, message]) => ({ place, message }));
}

const fields: Readonly<Record<string, string>> = {
	title: 'Title',
	statement: 'Statement',
	why: 'Why it matters',
	how: 'How each channel contributes',
	facts: 'Facts',
	touchpoints: 'Touchpoints',
	validMonths: 'Months',
};

function placeOf(path: readonly PropertyKey[]): string {
	return fields[String(path[0])] ?? 'The draft';
}
