import { isWrittenOut } from '#lib/written-values.ts';
import { renameInText } from '#policies/renames.ts';
import { typedRenames } from '#policies/typed-renames.ts';
import { fieldText, readRows } from './fact-fields.ts';
import type { Values } from './form.ts';

/** The facts of a form by name; of two with one name the last. */
export function factsFrom(values: Values): Record<string, unknown> {
	const facts = readRows(values).map(({ name, value, unit, places }) => {
		const varies = places.map(
			(own) =>
				[own.place, { value: typed(own.value, own.unit || unit), unit: own.unit || unit }] as const,
		);
		const general = { value: typed(value, unit), unit };
		const fact = varies.length > 0 ? { ...general, varies: Object.fromEntries(varies) } : general;
		return [name, fact] as const;
	});
	return Object.fromEntries(facts);
}

/** What only the rows themselves show: a name given twice, a place given twice. By field. */
export function rowProblems(values: Values): Record<string, string> {
	const rows = readRows(values);
	const names = twice(rows.map(({ name }) => name)).map((name): [string, string] => [
		`facts.${name}`,
		'Two facts have this name. Give one of them another, or take it out.',
	]);
	const places = rows.flatMap(({ name, places: own }) =>
		twice(own.map(({ place }) => place)).map((place): [string, string] => [
			`facts.${name}.varies.${place}`,
			'This place stands here twice. Keep one of the two.',
		]),
	);
	return Object.fromEntries([...names, ...places]);
}

/** A text of the form with the facts in braces under the names that they have now. */
export function withNewNames(values: Values): (source: string) => string {
	const renames = typedRenames(values);
	return (source) =>
		renames.length > 0 ? renameInText(source, fieldText(values['policy']), renames) : source;
}

function typed(value: string, unit: string): number | string {
	return isWrittenOut(unit) ? value : readNumber(value);
}

/** "12,5" is "12.5". "1.000" is a thousand to some and one to others, and so it is no number. */
function readNumber(value: string): number {
	return /^-?\d+([.,]\d{1,2})?$/.test(value) ? Number(value.replace(',', '.')) : Number.NaN;
}

function twice(names: readonly string[]): string[] {
	return names.filter((name, index) => name !== '' && names.indexOf(name) < index);
}
