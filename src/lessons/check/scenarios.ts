import type { List } from 'mdast';
import { attributeOf, isJsx, lineOf } from '#lib/mdx.ts';
import type { ScenarioQuestion } from '#quiz/question.ts';
import type { Content, WrittenLesson } from './content.ts';

/**
 * Every step of a scenario can be reached. That each way comes to an end is seen to when it is
 * read: an answer leads to a later step or to the end.
 */
export function* checkScenarios({ written }: Content) {
	for (const { lesson, tree } of written) {
		for (const question of lesson.questions) {
			if (question.kind !== 'scenario') continue;
			for (const step of unreachedSteps(question)) {
				const line = stepLine(tree, question.id, step) ?? question.line;
				const message = `No answer of ${question.id} leads to step ${step}. End an explanation with → ${step}, or take the step out.`;
				yield { file: lesson.file, line, message };
			}
		}
	}
}

/** Steps count from 1, as authors number them. */
function unreachedSteps({ steps }: ScenarioQuestion): number[] {
	const reached = new Set([1]);
	for (const [index, { leadsTo }] of steps.entries()) {
		if (!reached.has(index + 1)) continue;
		for (const next of leadsTo) if (next !== null) reached.add(next);
	}
	return steps.map((_, index) => index + 1).filter((step) => !reached.has(step));
}

function stepLine(tree: WrittenLesson['tree'], id: string, step: number): number | undefined {
	const question = tree.children.find((node) => isJsx(node) && attributeOf(node, 'id') === id);
	if (!question || !('children' in question)) return undefined;
	const lists = question.children.filter((child): child is List => child.type === 'list');
	const item = lists[0]?.children[step - 1];
	return item && lineOf(item);
}
