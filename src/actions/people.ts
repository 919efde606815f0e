import { z } from 'astro/zod';
import { requireRightTo } from '#auth/guard.ts';
import { amendPerson, beginAgain, endWork, enrolByHand } from '#people/amend.ts';
import { readEmployee } from '#people/employee-lists.ts';
import { readOpenTeams } from '#people/teams.ts';
import { database } from '../installation.ts';
import { paths } from '../paths.ts';
import { formAction } from './form.ts';
import { personFromForm, personSchema } from './person-form.ts';

const id = z.string().min(1).max(100);

export const people = {
	addPerson: formAction(personSchema, async (form, { locals }) => {
		const { id: by } = requireRightTo(locals, 'change people');
		const person = { id: form.person, ...personFromForm(form, await readOpenTeams(database.read)) };
		const deed = { by, at: locals.now, sure: form.sure === 'yes' };
		await database.write((tx) => enrolByHand(tx, person, deed));
		return { to: `${paths.person(form.person)}?did=added` };
	}),

	changePerson: formAction(personSchema, async (form, { locals }) => {
		const { id: by } = requireRightTo(locals, 'change people');
		const { startedAt } = await readEmployee(database.read, form.person);
		const change = personFromForm(form, await readOpenTeams(database.read), startedAt);
		const amendment = { id: form.person, seen: form.seen, change };
		const deed = { by, at: locals.now, sure: form.sure === 'yes' };
		const changed = await database.write((tx) => amendPerson(tx, amendment, deed));
		const did = changed.length === 0 ? 'nothing' : 'changed';
		return { to: `${paths.person(form.person)}?did=${did}` };
	}),

	endWork: formAction(
		z.object({ person: id, reason: z.string().trim().max(300, 'Write less.').default('') }),
		async ({ person, reason }, { locals }) => {
			const { id: by } = requireRightTo(locals, 'change people');
			const leaving = { employeeId: person, reason };
			await database.write((tx) => endWork(tx, leaving, { by, at: locals.now }));
			return { to: `${paths.person(person)}?did=left` };
		},
	),

	beginAgain: formAction(
		z.object({ person: id, team: z.string().min(1, 'Choose a team.').max(100) }),
		async ({ person, team }, { locals }) => {
			const { id: by } = requireRightTo(locals, 'change people');
			const back = { employeeId: person, teamId: team };
			await database.write((tx) => beginAgain(tx, back, { by, at: locals.now }));
			return { to: `${paths.person(person)}?did=back` };
		},
	),
};
