import type { PolicyBody } from '#policies/body.ts';
import type { Values } from './form.ts';

/** A fact as its row in the form has it: `fact.0.name`, `fact.0.in.1.place` … */
type FactRow = {
	readonly name: string;
	/** The name that it had when the form was made; empty for a new one. */
	readonly was: string;
	readonly value: string;
	readonly unit: string;
	readonly places: readonly {
		readonly place: string;
		readonly value: string;
		readonly unit: string;
	}[];
};

/** The rows of a body's facts, as the form has them. */
export function rowsOf({ facts }: PolicyBody): [string, string][] {
	return Object.entries(facts).flatMap(([name, { value, unit, varies = {} }], row) => [
		[`fact.${row}.name`, name],
		[`fact.${row}.was`, name],
		[`fact.${row}.value`, String(value)],
		[`fact.${row}.unit`, unit],
		...Object.entries(varies).flatMap(([place, own], index): [string, string][] => [
			[`fact.${row}.in.${index}.place`, place],
			[`fact.${row}.in.${index}.value`, String(own.value)],
			[`fact.${row}.in.${index}.unit`, own.unit === unit ? '' : own.unit],
		]),
	]);
}

/** How many rows for places a fact has: those that are filled, and two to add. */
export function placeRows(values: Values, row: number): number {
	const used = indexes(values, `fact.${row}.in.`).filter((index) => {
		const field = `fact.${row}.in.${index}`;
		return fieldText(values[`${field}.place`]) !== '' || fieldText(values[`${field}.value`]) !== '';
	});
	return Math.max(0, ...used.map((index) => index + 1)) + 2;
}

/** The rows of a form that are not empty, in their order. */
export function readRows(values: Values): FactRow[] {
	return indexes(values, 'fact.').flatMap((row) => {
		const part = (name: string) => fieldText(values[`fact.${row}.${name}`]).trim();
		const [name, value, was] = [part('name'), part('value'), part('was')];
		// A value without a name is kept, so that the check says what is missing.
		if (name === '' && value === '') return [];
		return [{ name, was, value, unit: part('unit'), places: readPlaces(values, row) }];
	});
}

function readPlaces(values: Values, row: number): FactRow['places'] {
	return indexes(values, `fact.${row}.in.`).flatMap((index) => {
		const part = (name: string) => fieldText(values[`fact.${row}.in.${index}.${name}`]).trim();
		const own = { place: part('place'), value: part('value'), unit: part('unit') };
		return own.place === '' && own.value === '' ? [] : [own];
	});
}

function indexes(values: Values, prefix: string): number[] {
	const found = Object.keys(values).flatMap((field) => {
		const [, index] = /^(\d+)\./.exec(field.slice(prefix.length)) ?? [];
		return field.startsWith(prefix) && index !== undefined ? Number(index) : [];
	});
	return [...new Set(found)].sort((a, b) => a - b);
}

/** What one field holds; of several by its name the first. */
export function fieldText(value: string | readonly string[] | undefined): string {
	return typeof value === 'string' ? value : (value?.[0] ?? '');
}
