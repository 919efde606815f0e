import { sourceLanguage } from '#lib/language.ts';
import type { Lesson } from '#lessons/lesson.ts';
import { practiceFile } from '#lessons/practice-set.ts';
import type { Question } from '#quiz/question.ts';
import type { Content } from './content.ts';

/** A question is about a policy of the lesson or the practice set that it stands in. */
export function* checkStrangers({ written, isPolicy }: Content) {
	// A translation is compared with its source instead.
	for (const { lesson } of written.filter(({ lesson }) => lesson.language === sourceLanguage)) {
		for (const question of lesson.questions) {
			const { policyId, line } = question;
			if (!isPolicy(policyId) || lesson.policies.includes(policyId)) continue;
			yield { file: lesson.file, line, message: strange(question, lesson) };
		}
	}
}

function strange({ id, kind, policyId }: Question, { file, policies }: Lesson): string {
	const what = `${kind === 'recall' ? 'Recall' : 'Question'} ${id} is about ${policyId}`;
	return practiceFile.test(file)
		? `${what}, and this set is for ${policies.join(', ')}. Move it to practice/${policyId}/en.mdx.`
		: `${what}, which this lesson does not name. Add it to policies at the top.`;
}
