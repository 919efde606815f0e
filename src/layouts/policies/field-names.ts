import { channelName } from '#lessons/catalogue.ts';
import type { Fields } from '#policies/typed.ts';
import { catalogue } from '../../installation.ts';

const names: Readonly<Record<string, string>> = {
	title: 'Title',
	statement: 'Statement',
	why: 'Why it matters',
	facts: 'Facts',
	touchpoint: 'Touchpoints',
	touchpoints: 'Touchpoints',
	writer: 'Who writes',
	validMonths: 'Asked again after months',
};

/** What a field of the draft is called on the screen: `how.store` is "Store". */
export function fieldName(field: string): string {
	const [, channel] = /^how\.(.+)$/.exec(field) ?? [];
	if (channel !== undefined) return channelName(catalogue, channel);
	const [, fact] = /^facts\.(.*)$/.exec(field) ?? [];
	if (fact !== undefined) return fact === '' ? 'A fact without a name' : `Fact ${fact}`;
	return names[field] ?? field;
}

/** The id of the field that a problem is about: where the list of problems leads. */
export function fieldId(problem: string, fields: Fields): string {
	const [, fact] = /^facts\.(.*)$/.exec(problem) ?? [];
	if (fact === undefined) return problem;
	const row = Object.keys(fields).flatMap((name) => {
		const [, number] = /^fact\.(\d+)\.name$/.exec(name) ?? [];
		const isMeant = number !== undefined && String(fields[name]).trim() === fact;
		return isMeant && (fact !== '' || fields[`fact.${number}.value`]) ? number : [];
	})[0];
	return row === undefined ? 'facts' : `fact.${row}.value`;
}
