import { z } from 'astro/zod';
import { requireRightTo } from '#auth/guard.ts';
import { giveBadges, replaceBadge, revokeBadge } from '#auth/badges/give.ts';
import { importBadges } from '#auth/badges/import.ts';
import { registerBadge } from '#auth/badges/register.ts';
import { peopleToLetIn } from '#auth/badges/whom-to-let-in.ts';
import { personToLetIn } from '#people/scope.ts';
import { database } from '../installation.ts';
import { ownPath, paths } from '../paths.ts';
import { formAction } from './form.ts';

const id = z.string().min(1).max(100);
/** The page that the form stood on; a badge is given on several. */
const back = z.string().max(300).optional();
const paper = z.enum(['cards', 'labels'], { error: 'Choose what to print.' });

export const badges = {
	/** Badges for a team, to print; whoever has one keeps it. */
	giveTeamBadges: formAction(z.object({ team: id, paper }), async (form, { locals }) => {
		const who = requireRightTo(locals, 'let people in');
		const people = await peopleToLetIn(database.read, who, form.team);
		const ids = people.map((person) => person.id);
		await giveBadges(database, ids, { by: who.id, at: locals.now });
		return { to: paths.badgesToPrint({ team: form.team }, form.paper) };
	}),

	giveBadge: formAction(z.object({ person: id, paper }), async (form, { locals }) => {
		const who = requireRightTo(locals, 'let people in');
		const person = await personToLetIn(database.read, who, form.person);
		await giveBadges(database, [person.id], { by: who.id, at: locals.now });
		return { to: paths.badgesToPrint({ person: person.id }, form.paper) };
	}),

	/** The old one was lost: it opens nothing from now on. */
	replaceBadge: formAction(z.object({ person: id, paper }), async (form, { locals }) => {
		const who = requireRightTo(locals, 'let people in');
		const person = await personToLetIn(database.read, who, form.person);
		await replaceBadge(database, person.id, { by: who.id, at: locals.now });
		return { to: paths.badgesToPrint({ person: person.id }, form.paper) };
	}),

	registerBadge: formAction(
		z.object({ person: id, text: z.string().max(1000), back }),
		async (form, { locals }) => {
			const who = requireRightTo(locals, 'let people in');
			const { id: employeeId } = await personToLetIn(database.read, who, form.person);
			const deed = { by: who.id, at: locals.now };
			await registerBadge(database, { employeeId, text: form.text }, deed);
			return { to: afterwards(form.back, employeeId, 'registered') };
		},
	),

	revokeBadge: formAction(z.object({ person: id, badge: id, back }), async (form, { locals }) => {
		const who = requireRightTo(locals, 'let people in');
		const { id: employeeId } = await personToLetIn(database.read, who, form.person);
		const deed = { by: who.id, at: locals.now };
		await revokeBadge(database, { badgeId: form.badge, employeeId }, deed);
		return { to: afterwards(form.back, employeeId, 'revoked') };
	}),

	/** Badges that people have already: a line each, all or none. */
	importBadges: formAction(z.object({ lines: z.string().max(500_000) }), async (form, context) => {
		const { locals } = context;
		const who = requireRightTo(locals, 'let people in');
		const count = await importBadges(database, form.lines, { who, at: locals.now });
		return { to: `${paths.badges}?registered=${count}` };
	}),
};

function afterwards(back: string | undefined, person: string, did: string): string {
	const page = back ? ownPath(back) : paths.badgesOf(person);
	return `${page}${page.includes('?') ? '&' : '?'}badge=${did}`;
}
