import { z } from 'astro/zod';
import {
	endAssignment,
	readAssignment,
	saveAssignment,
	takeBackAssignment,
} from '#assignments/change-assignment.ts';
import { requireRightTo } from '#auth/guard.ts';
import { Invalid } from '#lib/errors.ts';
import { database } from '../installation.ts';
import { paths } from '../paths.ts';
import { fingerprint } from './assignment-form.ts';
import { formAction } from './form.ts';
import { lookAtAssignment } from './look-at-assignment.ts';

const id = z.string().min(1).max(100);
const text = z.string().max(1000, 'Shorten this text.');

const assignmentSchema = z
	.object({ assignment: id, revision: z.coerce.number().int().min(0), seen: text.default('') })
	.catchall(z.union([text, z.array(text).max(1000)]));

export const assignments = {
	saveAssignment: formAction(assignmentSchema, async (form, { locals }) => {
		const leader = requireRightTo(locals, 'assign lessons');
		const { assignment, revision, seen, ...fields } = form;
		const at = locals.now;
		const row = await readAssignment(database.read, assignment);
		const { words, beginAnew, problems } = await lookAtAssignment(assignment, row, fields, at);
		if (!words || Object.keys(problems).length > 0) throw new Invalid(problems);
		if (seen !== fingerprint(words, beginAnew)) {
			throw new Invalid({ seen: 'Look first at whom this reaches. Then save it below.' });
		}
		const outcome = await saveAssignment(database, {
			id: assignment,
			words,
			seenRevision: revision,
			beginAnew,
			by: leader.id,
			at,
		});
		if (outcome.kind === 'overtaken') {
			throw new Invalid({ overtaken: String(outcome.assignment.revision) });
		}
		return { to: `${paths.assignment(assignment)}?saved=1` };
	}),

	endAssignment: formAction(z.object({ assignment: id }), async ({ assignment }, { locals }) => {
		const leader = requireRightTo(locals, 'assign lessons');
		await endAssignment(database, { id: assignment, by: leader.id, at: locals.now });
		return { to: paths.assignment(assignment) };
	}),

	takeBackAssignment: formAction(
		z.object({ assignment: id }),
		async ({ assignment }, { locals }) => {
			const leader = requireRightTo(locals, 'assign lessons');
			await takeBackAssignment(database, { id: assignment, by: leader.id, at: locals.now });
			return { to: `${paths.assignment(assignment)}?back=1` };
		},
	),
};
