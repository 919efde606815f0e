import { Invalid } from '#lib/errors.ts';
import { fieldWords } from '#roster/fields.ts';
import {
	type Choices,
	type Columns,
	type CompleteFor,
	type RosterField,
	rosterFields,
} from '#roster/kinds.ts';
import type { Values } from './form.ts';

/** What a form says about a file: `column.3` names the field that the fourth column says. */
export function choicesFromForm(
	form: Readonly<Record<string, unknown>>,
	columnCount: number,
): Choices {
	const one = (name: string) => (typeof form[name] === 'string' ? form[name].trim() : '');
	const columns: { -readonly [K in keyof Columns]: Columns[K] } = {};
	for (let column = 0; column < columnCount; column += 1) {
		const field = rosterFields.find((each) => each === one(`column.${column}`));
		if (!field) continue;
		if (columns[field] !== undefined) throw twice(column, field);
		columns[field] = column;
	}
	const order = one('dateOrder');
	return {
		columns,
		dateOrder: order === 'day first' || order === 'month first' ? order : null,
		channel: one('channel') || null,
		job: one('job') || 'Employee',
		completeFor: completeForOf(one('completeFor')),
		onProblems: one('onProblems') === 'stop' ? 'stop' : 'leave out',
	};
}

function twice(column: number, field: RosterField): Invalid {
	const label = fieldWords[field].label;
	return new Invalid({
		[`column.${column}`]: `Another column is “${label}” already. Choose one of them.`,
	});
}

/** Throws nothing: what is no choice is the one that lets nobody leave. */
export function completeForOf(text: string): CompleteFor {
	const [, kind, id] = /^(site|vendor):(.+)$/.exec(text) ?? [];
	if (kind === 'site' && id) return `site:${id}`;
	if (kind === 'vendor' && id) return `vendor:${id}`;
	return text === 'everybody' ? 'everybody' : 'nobody';
}

/** The same fields, filled from what was said before. */
export function formFromChoices(choices: Choices): Values {
	const { columns, dateOrder, channel, job, completeFor, onProblems } = choices;
	const said = rosterFields.flatMap((field) => {
		const column = columns[field];
		return column === undefined ? [] : [[`column.${column}`, field] as const];
	});
	return {
		...Object.fromEntries(said),
		...{ dateOrder: dateOrder ?? '', channel: channel ?? '', job, completeFor, onProblems },
	};
}
