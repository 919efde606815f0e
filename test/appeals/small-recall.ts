import { answerQuestion } from '#completions/answer-question.ts';
import type { AnswerOutcome } from '#completions/given-answer.ts';
import type { CastPerson } from '#db/seed/cast-person.ts';
import { castTime } from '#test/cast.ts';
import {
	aroundPerson,
	learner,
	lesson,
	type SmallCompany,
	smallCompany,
} from '#test/small-company.ts';
import { smallLesson, smallQuestion } from '#test/small-content.ts';

// The umbrella shop asks one thing in one's own words.

const sayIt = `<Recall id="say-flower" policy="flowers">
What do we do for whoever waits?

- [x] a flower
  - flower
- [x] from the heart
  - from the heart
- [ ] only for regulars
  - only ~3 regular

Pass: we give her a flower from the heart
Pass: she gets a flower, and it comes from the heart
Fail: we give her a flower
Fail: only regulars get a flower from the heart
</Recall>`;

export const flowersToSay = {
	'lessons/flowers/en.mdx': smallLesson('Flowers', 'flowers', [
		smallQuestion('which-flower', 'flowers'),
		sayIt,
	]),
};

export const flowers = lesson('flowers');
export const knows = 'we give her a flower from the heart';
export const notYet = 'we give her a flower and she smiles';

export async function companyThatSays(): Promise<SmallCompany> {
	return smallCompany(flowersToSay);
}

/** Somebody answers the lesson's other question right, and says this once it is asked. */
export async function saySomething(
	company: SmallCompany,
	who: CastPerson,
	said: string,
	at = castTime,
): Promise<{ readonly answerId: string; readonly outcome: AnswerOutcome }> {
	const { person, open, give } = await learner(company, who);
	let attempt: string | undefined;
	for (;;) {
		const page = await open(flowers, at, attempt);
		const { question, sitting } = page;
		// Every visit mixes anew: what she says comes last.
		if (!sitting.begun && question.kind === 'recall') continue;
		attempt = sitting.attemptId;
		if (question.kind !== 'recall') {
			await give(page, 'right', at);
			continue;
		}
		const { id: questionId, round, step } = question;
		const given = { subject: flowers, attemptId: attempt, shownAt: sitting.shownAt, questionId };
		const around = await aroundPerson(company, person, at + 1);
		const outcome = await answerQuestion(company.db, around, {
			...{ ...given, round, step, places: [], said },
		});
		return { answerId: `${attempt} ${questionId} ${round}`, outcome };
	}
}
