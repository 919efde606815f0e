import type { Quantity } from '#lib/quantity.ts';
import type { PolicyBody } from '#policies/body.ts';
import type { Values } from './form.ts';

/** A policy's body as a form has it: `statement`, `how.store`, `fact.0.name`, `fact.0.value` … */
export function bodyFromForm(values: Values): Record<string, unknown> {
	const months = text(values['validMonths']).trim();
	return {
		title: text(values['title']),
		statement: oneLine(text(values['statement'])),
		why: text(values['why']),
		how: howFrom(values),
		facts: factsFrom(values),
		touchpoints: [values['touchpoint'] ?? []].flat(),
		validMonths: months === '' ? null : Number(months),
		acknowledge: values['acknowledge'] === 'yes',
	};
}

/** The same fields, filled from a body: what the form shows when it is opened. */
export function formFromBody(body: PolicyBody): Record<string, string | readonly string[]> {
	const facts = Object.entries(body.facts).flatMap(([name, { value, unit }], row) => {
		const fact = Object.entries({ name, value: String(value), unit });
		return fact.map(([part, one]) => [`fact.${row}.${part}`, one]);
	});
	const how = Object.entries(body.how).map(([channel, line]) => [`how.${channel}`, line]);
	return {
		title: body.title,
		statement: body.statement,
		why: body.why,
		validMonths: body.validMonths === null ? '' : String(body.validMonths),
		touchpoint: body.touchpoints,
		acknowledge: body.acknowledge ? 'yes' : '',
		...Object.fromEntries([...facts, ...how]),
	};
}

/** How many rows for facts a form has: those that are filled, and two to add. */
export function factRows(values: Values): number {
	const filled = Object.keys(values).flatMap((name) => /^fact\.(\d+)\./.exec(name)?.[1] ?? []);
	const used = filled.filter((row) => text(values[`fact.${row}.name`]) !== '');
	return Math.max(0, ...used.map((row) => Number(row) + 1)) + 2;
}

function howFrom(values: Values): Record<string, string> {
	const lines = Object.entries(values).flatMap(([name, value]) => {
		const [, channel] = /^how\.(.+)$/.exec(name) ?? [];
		const line = text(value).trim();
		return channel !== undefined && line !== '' ? [[channel, line] as const] : [];
	});
	return Object.fromEntries(lines);
}

function factsFrom(values: Values): Record<string, Quantity> {
	const facts: Record<string, Quantity> = {};
	for (const field of Object.keys(values)) {
		const [, row] = /^fact\.(\d+)\.name$/.exec(field) ?? [];
		const name = text(values[field]).trim();
		const value = text(values[`fact.${row ?? ''}.value`]).trim();
		// A value without a name is kept, so that the check says what is missing.
		if (row === undefined || (name === '' && value === '')) continue;
		const unit = text(values[`fact.${row}.unit`]);
		const number = unit === 'time' ? value : readNumber(value);
		facts[name] = { value: number, unit };
	}
	return facts;
}

/** "12,5" is "12.5". "1.000" is a thousand to some and one to others, and so it is no number. */
function readNumber(value: string): number {
	return /^-?\d+([.,]\d{1,2})?$/.test(value) ? Number(value.replace(',', '.')) : Number.NaN;
}

function text(value: string | readonly string[] | undefined): string {
	return typeof value === 'string' ? value : (value?.[0] ?? '');
}

function oneLine(source: string): string {
	return source.replace(/\s+/g, ' ').trim();
}
