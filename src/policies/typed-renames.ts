import type { PolicyBody } from './body.ts';
import { type Rename, stillOneFact } from './renames.ts';
import type { Fields } from './typed.ts';
import type { PolicyVersion } from './versions.ts';

/** The facts that were given another name in a form: a row says what its fact was called before. */
export function typedRenames(fields: Fields): Rename[] {
	const text = (name: string) => [fields[name] ?? ''].flat()[0]?.trim() ?? '';
	return Object.keys(fields).flatMap((field) => {
		const [, row] = /^fact\.(\d+)\.was$/.exec(field) ?? [];
		if (row === undefined) return [];
		const [from, to] = [text(field), text(`fact.${row}.name`)];
		return from !== '' && to !== '' && from !== to ? [{ from, to }] : [];
	});
}

/**
 * The renames that a draft makes and that no save has put on record: it saved itself while somebody
 * typed. Only what its body shows counts: one name is gone from it, and the other is there.
 */
export function renamesOfDraft(
	{ body, fields }: { readonly body: PolicyBody; readonly fields: Fields },
	newest: Pick<PolicyVersion, 'body' | 'renames'>,
): Rename[] {
	const { renames: known = [] } = newest;
	const isNew = ({ from, to }: Rename) =>
		!known.some((each) => each.from === from && each.to === to);
	const shows = ({ from, to }: Rename) =>
		Object.hasOwn(newest.body.facts, from) &&
		!Object.hasOwn(body.facts, from) &&
		Object.hasOwn(body.facts, to);
	return stillOneFact(typedRenames(fields), [newest]).filter((each) => isNew(each) && shows(each));
}
