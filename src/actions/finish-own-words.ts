import { Invalid } from '#lib/errors.ts';
import type { Person } from '#people/person.ts';
import { paths } from '../paths.ts';
import { appealSchema, putAppealOnRecord } from './appeals.ts';
import { askedSchema, putAskedOnRecord } from './asked.ts';
import { problemsOf, type Values } from './form.ts';

// What was said in one's own words and met an expired session.

export async function finishAppeal(values: Values, person: Person, at: number) {
	const { data } = appealSchema.safeParse(values);
	return data && putAppealOnRecord(data, person, at);
}

export async function finishAsked(values: Values, person: Person, at: number) {
	if (values['for'] !== person.id) return paths.today;
	const asked = askedSchema.safeParse(values);
	if (!asked.success) throw new Invalid(problemsOf(asked.error));
	return putAskedOnRecord(asked.data, person, at);
}
