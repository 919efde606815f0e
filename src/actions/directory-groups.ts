import { z } from 'astro/zod';
import { requireRightTo } from '#auth/guard.ts';
import { Invalid } from '#lib/errors.ts';
import { giveTeam, putBefore, takeTeam } from '#scim/map-groups.ts';
import { database } from '../installation.ts';
import { paths } from '../paths.ts';
import { formAction } from './form.ts';
import { knownChannels } from './known-channels.ts';

const id = z.string().min(1).max(100);
const group = z.object({ directory: id, group: id });
const channels = z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]);

export const directoryGroups = {
	giveTeam: formAction(
		z.object({ directory: id, group: z.string(), team: z.string(), channels }),
		async (form, { locals }) => {
			const { id: by } = requireRightTo(locals, 'connect directories');
			if (form.group === '') throw new Invalid({ group: 'Choose a group of the directory.' });
			const mapping = {
				groupId: form.group,
				teamId: form.team,
				channels: knownChannels(form.channels),
			};
			await giveTeam(database, mapping, { by, at: locals.now });
			return { to: paths.directory(form.directory, 'mapped') };
		},
	),

	takeTeam: formAction(group, async (form, { locals }) => {
		const { id: by } = requireRightTo(locals, 'connect directories');
		await takeTeam(database, form.group, { by, at: locals.now });
		return { to: paths.directory(form.directory, 'unmapped') };
	}),

	putGroupUp: formAction(group, async (form, { locals }) => {
		const { id: by } = requireRightTo(locals, 'connect directories');
		await putBefore(database, form.group, { by, at: locals.now });
		return { to: paths.directory(form.directory, 'ranked') };
	}),
};
