import type { Fields } from './typed.ts';

// The rows for facts in a draft's form, compared and taken over one by one: a row is known by the
// name that its fact had when the form was made, so that a new name is a change of that fact.

type Row = {
	readonly index: number;
	/** `facts.window`; `facts.` for rows that have no name yet. */
	readonly group: string;
	/** `name`, `was`, `value`, `in.0.place` … */
	readonly parts: readonly (readonly [string, Fields[string]])[];
};

/** What every fact says, a line each, by group. */
export function factLines(fields: Fields): ReadonlyMap<string, string> {
	const byGroup = Map.groupBy(rowsIn(fields), ({ group }) => group);
	return new Map(
		[...byGroup].map(([group, rows]) => [
			group,
			rows.map(factLine).filter(Boolean).toSorted().join('\n'),
		]),
	);
}

export function isOfFact(name: string): boolean {
	return inRow.test(name);
}

/** My rows with theirs in place of those that I gave up; whatever is theirs alone follows mine. */
export function takeTheirRows(
	mine: Fields,
	theirs: Fields,
	isTheirs: (group: string) => boolean,
): Fields {
	const own = rowsIn(mine);
	const kept = own.filter(({ group }) => !isTheirs(group));
	const given = own.filter(({ group }) => isTheirs(group));
	let next = Math.max(-1, ...own.map(({ index }) => index)) + 1;
	const taken = rowsIn(theirs)
		.filter(({ group }) => isTheirs(group))
		.map((row) => {
			const place = given.findIndex(({ group }) => group === row.group);
			const [free] = place < 0 ? [] : given.splice(place, 1);
			return { ...row, index: free?.index ?? next++ };
		});
	return Object.fromEntries([...kept, ...taken].flatMap(fieldsOf));
}

/**
 * Their fields of a group under the names that they have in my form, and how all of mine begin;
 * undefined where my form has no such row, or several.
 */
export function theirsInMyRow(
	group: string,
	mine: Fields,
	theirs: Fields,
): { readonly prefix: string; readonly fields: Fields } | undefined {
	const [own, ...others] = rowsIn(mine).filter((row) => row.group === group);
	const [their, ...more] = rowsIn(theirs).filter((row) => row.group === group);
	if (!own || others.length + more.length > 0) return undefined;
	const fields = their ? Object.fromEntries(fieldsOf({ ...their, index: own.index })) : {};
	return { prefix: `fact.${own.index}.`, fields };
}

const inRow = /^fact\.(\d+)\.(.+)$/;

function rowsIn(fields: Fields): Row[] {
	const rows = new Map<number, [string, Fields[string]][]>();
	for (const [name, value] of Object.entries(fields)) {
		const [, index, part] = inRow.exec(name) ?? [];
		if (index === undefined || part === undefined) continue;
		const parts = rows.get(Number(index)) ?? [];
		rows.set(Number(index), [...parts, [part, value]]);
	}
	return [...rows].map(([index, parts]) => {
		const { was, name } = textsOf(parts);
		return { index, group: `facts.${was || name || ''}`, parts };
	});
}

function fieldsOf({ index, parts }: Row): [string, Fields[string]][] {
	return parts.map(([part, value]) => [`fact.${index}.${part}`, value]);
}

function textsOf(parts: Row['parts']): Record<string, string | undefined> {
	return Object.fromEntries(
		parts.map(([part, value]) => [part, [value].flat().join(', ').trim().replace(/\s+/g, ' ')]),
	);
}

/** A row without a name or a value is an empty one, whichever unit is chosen in it. */
function factLine({ parts }: Row): string {
	const { name = '', value = '', was: _, ...more } = textsOf(parts);
	if (name === '' && value === '') return '';
	return `${name || '(no name)'}: ${[value, ...Object.values(more)].filter(Boolean).join(' ')}`;
}
