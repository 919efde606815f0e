import { randomUUID } from 'node:crypto';
import { z } from 'astro/zod';
import { requireRightTo } from '#auth/guard.ts';
import { Invalid } from '#lib/errors.ts';
import { planMove, takeBackMove } from '#people/planned-moves.ts';
import { catalogue, database } from '../installation.ts';
import { paths } from '../paths.ts';
import { formAction } from './form.ts';

const id = z.string().min(1).max(100);
const some = z.union([id.transform((one) => [one]), z.array(id).max(100)]);

export const moves = {
	/** Somebody goes to another team on a day; `instead` is the plan that this one changes. */
	planMove: formAction(
		z.object({
			person: id,
			key: z.uuid().default(() => randomUUID()),
			instead: z.string().max(100).default(''),
			day: z.string().max(10),
			team: z.string().min(1, 'Choose a team.').max(100),
			job: z.string().trim().max(100, 'Write at most 100 letters.').default(''),
			main: z.string().max(100).default(''),
			channel: some.default([]),
		}),
		async ({ person, key, instead, main, channel, ...plan }, { locals }) => {
			const { id: by } = requireRightTo(locals, 'change people');
			const channels = [...new Set([...(main === '' ? [] : [main]), ...channel])];
			if (!channels.every((one) => catalogue.channels.some((known) => known.id === one))) {
				throw new Invalid({ channel: 'There is no such channel. Choose from the list.' });
			}
			const { day, team: teamId, job } = plan;
			const move = { id: key, employeeId: person, day, teamId, job: job || undefined };
			const where = channels.length > 0 ? { ...move, channels } : move;
			const deed = { by, at: locals.now, instead: instead || undefined };
			await database.write((tx) => planMove(tx, where, deed));
			return { to: paths.movePlanned(person) };
		},
	),

	takeBackMove: formAction(z.object({ person: id, move: id }), async (input, { locals }) => {
		const { id: by } = requireRightTo(locals, 'change people');
		const move = { id: input.move, employeeId: input.person };
		await database.write((tx) => takeBackMove(tx, move, { by, at: locals.now }));
		return { to: paths.moveTakenBack(input.person) };
	}),
};
