import { z } from 'astro/zod';
import { languageName, isLanguage } from '#lib/language.ts';
import { isDay, serviceDay, startOfDay } from '#lib/service-day.ts';
import { Invalid } from '#lib/errors.ts';
import type { NewEmployee } from '#people/enrol.ts';
import { isRole } from '#people/roles.ts';
import type { Team } from '#people/teams.ts';
import { listOf } from './assignment-form.ts';
import type { Values } from './form.ts';

/** A person as a form has her: `channel` is a tick, `place.phone` its place. */
export const personSchema = z
	.object({
		person: z.string().min(1).max(100),
		seen: z.string().max(100).default(''),
		sure: z.enum(['yes']).optional(),
		number: z.string().trim().min(1, 'Write the number.').max(40, 'Write a shorter number.'),
		name: z.string().trim().min(1, 'Write the name.').max(200, 'Write a shorter name.'),
		job: z.string().trim().min(1, 'Write the job, like Picker.').max(100, 'Write a shorter job.'),
		team: z.string().min(1, 'Choose a team.').max(100),
		language: z.string().refine(isLanguage, 'Choose a language.'),
		email: z.string().trim().max(254, 'Write a shorter address.').default(''),
		startedOn: z.string().refine(isDay, 'Write the first day, like 2026-03-01.'),
	})
	.catchall(z.union([z.string().max(300), z.array(z.string().max(300)).max(2000)]));

export type PersonForm = z.output<typeof personSchema>;

/** What the form says of her. A first day that is as it was stays the moment that it was. */
export function personFromForm(
	form: PersonForm,
	teams: readonly Team[],
	startedAt?: number,
): Omit<NewEmployee, 'id'> {
	const { number, name, job, team: teamId, language, email, startedOn } = form;
	const team = teams.find(({ id }) => id === teamId);
	if (!team) throw new Invalid({ team: 'Choose a team that is open.' });
	const { timeZone } = team;
	const same = startedAt !== undefined && serviceDay(startedAt, timeZone) === startedOn;
	const many = (field: string) => listOf(fieldOf(form, field)).filter(Boolean);
	return {
		...{ number, name, job, teamId, language, email: email || null },
		startedAt: same ? startedAt : startOfDay(startedOn, timeZone),
		channels: channelsInPlace(form),
		roles: many('role').filter(isRole),
		leads: [...new Set([...many('lead'), ...many('leadMore')])],
	};
}

/** Those that are ticked, by their numbers; who has no number comes last. */
export function channelsInPlace(values: Values | PersonForm): readonly string[] {
	const place = (id: string) => Number(listOf(fieldOf(values, `place.${id}`))[0] || 'none') || 1000;
	return listOf(fieldOf(values, 'channel')).toSorted((a, b) => place(a) - place(b));
}

function fieldOf(
	values: Values | PersonForm,
	name: string,
): string | readonly string[] | undefined {
	const found: unknown = Object.entries(values).find(([field]) => field === name)?.[1];
	return typeof found === 'string' || isTexts(found) ? found : undefined;
}

function isTexts(value: unknown): value is readonly string[] {
	return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

/** Languages that somebody may choose to read, by name: ours first would be unfair. */
export function languageChoices(known: readonly string[]): { id: string; name: string }[] {
	return [...new Set(known)]
		.map((id) => ({ id, name: languageName(id) }))
		.toSorted((a, b) => a.name.localeCompare(b.name));
}
