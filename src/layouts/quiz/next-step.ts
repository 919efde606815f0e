import type { Sitting } from '#completions/sitting.ts';
import type { Today } from '#completions/today.ts';
import { paths } from '../../paths.ts';

/** Where to go when something is done: to the next thing, or back to Today. */
export function nextStep(today: Today): { href: string; text: string } {
	const [sign] = today.toSign;
	if (sign) return { href: paths.sign(sign.policyId), text: `Sign: ${sign.body.title}` };
	const [change] = today.changes;
	if (change) return { href: paths.change(change.after.policyId), text: 'See what has changed' };
	const [lesson] = today.lessons;
	if (lesson) return { href: paths.lesson(lesson.lesson.id), text: `Next: ${lesson.lesson.title}` };
	return { href: paths.today, text: 'Back to Today' };
}

/** "2 of 4": the question that somebody is at. */
export function placeIn({ solved, questions }: Pick<Sitting, 'solved' | 'questions'>): string {
	return `${Math.min(solved + 1, questions)} of ${questions}`;
}
