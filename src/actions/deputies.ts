import { randomUUID } from 'node:crypto';
import { z } from 'astro/zod';
import { requireRightTo } from '#auth/guard.ts';
import { endDeputy, nameDeputy } from '#people/deputies.ts';
import { database } from '../installation.ts';
import { paths } from '../paths.ts';
import { formAction } from './form.ts';

const id = z.string().min(1).max(100);
const naming = {
	key: z.uuid().default(() => randomUUID()),
	deputy: z.string().max(200),
	from: z.string().max(10),
	to: z.string().max(10),
};

export const deputies = {
	/** A manager names who stands in for her. */
	nameDeputy: formAction(z.object(naming), async ({ key, ...named }, { locals }) => {
		const { id: by } = requireRightTo(locals, 'name a deputy');
		const deputy = { id: key, managerId: by, ...named };
		await database.write((tx) => nameDeputy(tx, deputy, { by, at: locals.now }));
		return { to: paths.deputiesSaid('named') };
	}),

	endDeputy: formAction(z.object({ deputy: id }), async ({ deputy }, { locals }) => {
		const { id: by } = requireRightTo(locals, 'name a deputy');
		const one = { id: deputy, managerId: by };
		await database.write((tx) => endDeputy(tx, one, { by, at: locals.now }));
		return { to: paths.deputiesSaid('ended') };
	}),

	/** An administrator does it for a manager who cannot. */
	nameDeputyFor: formAction(
		z.object({ ...naming, manager: id }),
		async ({ key, manager, ...named }, { locals }) => {
			const { id: by } = requireRightTo(locals, 'change people');
			const deputy = { id: key, managerId: manager, ...named };
			await database.write((tx) => nameDeputy(tx, deputy, { by, at: locals.now }));
			return { to: paths.personDeputiesSaid(manager, 'named') };
		},
	),

	endDeputyFor: formAction(
		z.object({ deputy: id, manager: id }),
		async ({ deputy, manager }, { locals }) => {
			const { id: by } = requireRightTo(locals, 'change people');
			const one = { id: deputy, managerId: manager };
			await database.write((tx) => endDeputy(tx, one, { by, at: locals.now }));
			return { to: paths.personDeputiesSaid(manager, 'ended') };
		},
	),
};
