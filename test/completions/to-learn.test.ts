import { expect, test } from 'vitest';
import { exemptPerson } from '#assignments/exempt.ts';
import { readOverview } from '#completions/standings.ts';
import { lessonToLearn } from '#completions/to-learn.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import {
	day,
	hour,
	learner,
	lesson,
	publish,
	reworded,
	smallCompany,
	type SmallCompany,
} from '#test/small-company.ts';

const { picker, shiftLead } = cast;

async function toLearn({ db, catalogue }: SmallCompany, policyId: string, at: number) {
	const person = await personOf(db, picker);
	return lessonToLearn(await readOverview(db.read, catalogue, person, at), policyId)?.id;
}

test('who has never learned a policy gets the lesson, also after a change; who knows an older wording does not', async () => {
	const company = await smallCompany();
	const at = castTime + 2 * day;
	await publish(company, 'loans', reworded('Gladly.'), { at: castTime + day });
	expect(await toLearn(company, 'loans', at)).toBe('lending');
	const other = await smallCompany();
	const amina = await learner(other, picker);
	await amina.finish(lesson('lending'), castTime + hour);
	await publish(other, 'loans', reworded('Gladly.'), { at: castTime + day });
	expect(await toLearn(other, 'loans', at)).toBeUndefined();
});

test('who is exempt, or to whom nothing of it is assigned, has nothing to learn', async () => {
	const company = await smallCompany();
	await exemptPerson(company.db, {
		...{ id: 'leave', employeeId: picker.id, policyId: 'loans', grantedBy: shiftLead.id },
		...{ reason: 'On leave.', grantedAt: castTime, endsAt: castTime + 20 * day },
	});
	expect(await toLearn(company, 'loans', castTime + hour)).toBeUndefined();
	expect(await toLearn(company, 'keys', castTime + hour)).toBeUndefined();
	expect(await toLearn(company, 'flowers', castTime + hour)).toBe('rainy-day');
});
