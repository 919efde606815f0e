import { z } from 'astro/zod';
import { requireRightTo } from '#auth/guard.ts';
import { freeId } from '#people/free-id.ts';
import { addSite, addTeam, addVendor } from '#people/organise.ts';
import { database } from '../installation.ts';
import { paths } from '../paths.ts';
import { formAction } from './form.ts';
import { places } from './places.ts';
import { teams } from './teams.ts';

const name = z.string().trim().min(1, 'Write a name.').max(120, 'Write a shorter name.');
const choice = z.string().max(100);

export const organisation = {
	...teams,
	...places,

	addTeam: formAction(
		z.object({
			name,
			parent: choice.min(1, 'Choose the team above.'),
			site: choice.min(1, 'Choose a site.'),
			vendor: choice.default(''),
			shift: z.string().trim().max(60, 'Write less.').default(''),
		}),
		async ({ name: called, parent, site, vendor, shift }, { locals }) => {
			const { id: by } = requireRightTo(locals, 'change the organisation');
			const added = await database.write(async (tx) => {
				const id = await freeId(tx, 'team', called);
				const place = { parentId: parent, siteId: site, vendorId: vendor || null };
				const team = { id, name: called, ...place, shift: shift || null };
				await addTeam(tx, team, { by, at: locals.now });
				return id;
			});
			return { to: `${paths.organisationTeam(added)}?did=added` };
		},
	),

	addSite: formAction(
		z.object({ name, timeZone: z.string().trim().max(80), market: choice.default('') }),
		async ({ name: called, timeZone, market }, { locals }) => {
			const { id: by } = requireRightTo(locals, 'change the organisation');
			const added = await database.write(async (tx) => {
				const id = await freeId(tx, 'site', called);
				const country = market.trim().toUpperCase() || null;
				await addSite(tx, { id, name: called, timeZone, market: country }, { by, at: locals.now });
				return id;
			});
			return { to: `${paths.organisationSite(added)}?did=added` };
		},
	),

	addVendor: formAction(z.object({ name }), async ({ name: called }, { locals }) => {
		const { id: by } = requireRightTo(locals, 'change the organisation');
		const added = await database.write(async (tx) => {
			const id = await freeId(tx, 'vendor', called);
			await addVendor(tx, { id, name: called }, { by, at: locals.now });
			return id;
		});
		return { to: `${paths.organisationVendor(added)}?did=added` };
	}),
};
