import { z } from 'astro/zod';
import { requireRightTo } from '#auth/guard.ts';
import { Invalid } from '#lib/errors.ts';
import { readSettings } from '#people/settings.ts';
import { choose, readImport } from '#roster/imports.ts';
import { decideLeavers } from '#roster/leavers-asked.ts';
import { workOn } from '#roster/work.ts';
import { database } from '../installation.ts';
import { paths } from '../paths.ts';
import { formAction } from './form.ts';
import { choicesFromForm } from './roster-form.ts';
import { beginApplying, beginPreview, discardRoster } from './roster-work.ts';

const id = z.string().regex(/^[\w-]{1,64}$/);
const text = z.union([z.string().max(2000), z.array(z.string().max(2000))]);

export const roster = {
	/** Which column says what, and for whom the file is complete; then the file is looked at. */
	lookAtRoster: formAction(
		z.looseObject({ import: id }).catchall(text),
		async (form, { locals }) => {
			const { id: by } = requireRightTo(locals, 'import people');
			const { file } = await readImport(database.read, form.import);
			const choices = choicesFromForm(form, file.headings.length);
			await choose(database, { id: form.import, choices, by, at: locals.now });
			beginPreview({ id: form.import, by });
			return { to: paths.peopleImport(form.import) };
		},
	),

	applyRoster: formAction(
		z.object({
			import: id,
			leavers: z.string().optional(),
			again: z.string().optional(),
			seen: z.string(),
		}),
		async (form, { locals }) => {
			const { id: by } = requireRightTo(locals, 'import people');
			const { status, counts, choices, digest } = await readImport(database.read, form.import);
			const to = paths.peopleImport(form.import);
			const isGoingOn = workOn(form.import)?.kind === 'applying';
			// Another tab looked at the file anew: this one shows what is other first.
			if (status !== 'previewed' || !counts || isGoingOn || digest !== form.seen) return { to };
			if (choices?.onProblems === 'stop' && counts.problems > 0) {
				throw new Invalid({ problems: 'Mend the file first: you chose to stop at any problem.' });
			}
			const { mostLeavers } = await readSettings(database.read);
			const said = { leavers: form.leavers, again: form.again };
			beginApplying({ id: form.import, by, leave: decideLeavers(counts, said, mostLeavers) });
			return { to };
		},
	),

	discardRoster: formAction(z.object({ import: id }), async (form, { locals }) => {
		requireRightTo(locals, 'import people');
		const { status } = await readImport(database.read, form.import);
		if (status !== 'applied' && workOn(form.import)?.kind !== 'applying')
			await discardRoster(form.import);
		return { to: `${paths.importPeople}?did=discarded` };
	}),
};
