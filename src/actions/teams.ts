import { z } from 'astro/zod';
import { requireRightTo } from '#auth/guard.ts';
import { changeTeam } from '#people/change-team.ts';
import { closeTeam, moveEverybody, openTeam } from '#people/close-team.ts';
import { addLead, removeLead } from '#people/leads.ts';
import { database } from '../installation.ts';
import { paths } from '../paths.ts';
import { formAction } from './form.ts';

const id = z.string().min(1).max(100);
const choice = z.string().max(100);

export const teams = {
	changeTeam: formAction(
		z.object({
			team: id,
			seen: choice,
			name: z.string().trim().min(1, 'Write a name.').max(120, 'Write a shorter name.'),
			site: choice.min(1, 'Choose a site.'),
			vendor: choice.default(''),
			shift: z.string().trim().max(60, 'Write less.').default(''),
			parent: choice.optional(),
		}),
		async ({ team, seen, name, site, vendor, shift, parent }, { locals }) => {
			const { id: by } = requireRightTo(locals, 'change the organisation');
			const place = { siteId: site, vendorId: vendor || null, parentId: parent || undefined };
			const change = { id: team, seen, change: { name, shift: shift || null, ...place } };
			const changed = await database.write((tx) => changeTeam(tx, change, { by, at: locals.now }));
			const did = changed.length === 0 ? 'nothing' : 'changed';
			return { to: `${paths.organisationTeam(team)}?did=${did}` };
		},
	),

	closeTeam: formAction(z.object({ team: id }), async ({ team }, { locals }) => {
		const { id: by } = requireRightTo(locals, 'change the organisation');
		await database.write((tx) => closeTeam(tx, team, { by, at: locals.now }));
		return { to: `${paths.organisationTeam(team)}?did=closed` };
	}),

	openTeam: formAction(z.object({ team: id }), async ({ team }, { locals }) => {
		const { id: by } = requireRightTo(locals, 'change the organisation');
		await database.write((tx) => openTeam(tx, team, { by, at: locals.now }));
		return { to: `${paths.organisationTeam(team)}?did=opened` };
	}),

	moveEverybody: formAction(
		z.object({ team: id, to: choice.min(1, 'Choose a team.') }),
		async ({ team, to }, { locals }) => {
			const { id: by } = requireRightTo(locals, 'change the organisation');
			const deed = { by, at: locals.now };
			const moved = await database.write((tx) => moveEverybody(tx, { from: team, to }, deed));
			return { to: `${paths.organisationTeam(team)}?did=moved&moved=${moved}` };
		},
	),

	addLead: formAction(
		z.object({ team: id, number: z.string().trim().min(1, 'Write the number.').max(40) }),
		async ({ team, number }, { locals }) => {
			const { id: by } = requireRightTo(locals, 'change the organisation');
			const deed = { by, at: locals.now };
			await database.write((tx) => addLead(tx, { teamId: team, number }, deed));
			return { to: `${paths.organisationTeam(team)}?did=leads#leads` };
		},
	),

	removeLead: formAction(z.object({ team: id, person: id }), async (input, { locals }) => {
		const { id: by } = requireRightTo(locals, 'change the organisation');
		const lead = { teamId: input.team, employeeId: input.person };
		await database.write((tx) => removeLead(tx, lead, { by, at: locals.now }));
		return { to: `${paths.organisationTeam(input.team)}?did=leads#leads` };
	}),
};
