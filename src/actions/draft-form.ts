import type { PolicyBody } from '#policies/body.ts';
import { rowsOf } from './fact-fields.ts';
import { factsFrom, withNewNames } from './fact-rows.ts';
import type { Values } from './form.ts';

/** A policy's body as a form has it: `statement`, `how.store`, `fact.0.name`, `fact.0.value` … */
export function bodyFromForm(values: Values): Record<string, unknown> {
	const months = text(values['validMonths']).trim();
	const renamed = withNewNames(values);
	return {
		title: text(values['title']),
		statement: renamed(oneLine(text(values['statement']))),
		why: renamed(text(values['why'])),
		how: howFrom(values, renamed),
		facts: factsFrom(values),
		touchpoints: [values['touchpoint'] ?? []].flat(),
		validMonths: months === '' ? null : Number(months),
		acknowledge: values['acknowledge'] === 'yes',
	};
}

/** The same fields, filled from a body: what the form shows when it is opened. */
export function formFromBody(body: PolicyBody): Record<string, string | readonly string[]> {
	const how = Object.entries(body.how).map(([channel, line]) => [`how.${channel}`, line]);
	return {
		title: body.title,
		statement: body.statement,
		why: body.why,
		validMonths: body.validMonths === null ? '' : String(body.validMonths),
		touchpoint: body.touchpoints,
		acknowledge: body.acknowledge ? 'yes' : '',
		...Object.fromEntries([...rowsOf(body), ...how]),
	};
}

/** How many rows for facts a form has: those that are filled, and two to add. */
export function factRows(values: Values): number {
	const filled = Object.keys(values).flatMap((name) => /^fact\.(\d+)\./.exec(name)?.[1] ?? []);
	const used = filled.filter((row) => text(values[`fact.${row}.name`]) !== '');
	return Math.max(0, ...used.map((row) => Number(row) + 1)) + 2;
}

function howFrom(values: Values, renamed: (source: string) => string): Record<string, string> {
	const lines = Object.entries(values).flatMap(([name, value]) => {
		const [, channel] = /^how\.(.+)$/.exec(name) ?? [];
		const line = text(value).trim();
		return channel !== undefined && line !== '' ? [[channel, renamed(line)] as const] : [];
	});
	return Object.fromEntries(lines);
}

function text(value: string | readonly string[] | undefined): string {
	return typeof value === 'string' ? value : (value?.[0] ?? '');
}

function oneLine(source: string): string {
	return source.replace(/\s+/g, ' ').trim();
}
