import { sourceLanguage } from '#lib/language.ts';
import type { Lesson } from '#lessons/lesson.ts';
import { attributeOf, isJsx, lineOf } from '#lib/mdx.ts';
import { visitTree } from '#lib/tree.ts';
import type { Content, WrittenLesson } from './content.ts';
import { differences } from './question-differences.ts';

type Found = { readonly line: number; readonly message: string };

/** A translation asks and promises what its source does, and follows its latest revision. */
export function* checkTranslations(content: Content) {
	for (const translation of content.written) {
		const { id, file, language } = translation.lesson;
		if (language === sourceLanguage) continue;
		const source = content.written.find(
			({ lesson }) => lesson.id === id && lesson.language === sourceLanguage,
		);
		if (!source && content.isLesson(id)) continue;
		const found = source
			? [
					...frontDifferences(translation.lesson, source.lesson, content),
					...questionDifferences(translation.lesson, source.lesson),
					...tagDifferences(translation, source),
				]
			: [
					{
						line: 1,
						message: `There is no lesson ${id} to translate. Write en.mdx beside this file first.`,
					},
				];
		for (const { line, message } of found) yield { file, line, message };
	}
}

function frontDifferences(translation: Lesson, source: Lesson, content: Content): Found[] {
	const found: Found[] = [];
	const lines = content.linesOf(translation.file);
	if (translation.revision < source.revision) {
		const message = `This translation follows revision ${translation.revision}, and ${source.file} is at ${source.revision}. Translate what has changed, then write revision: ${source.revision}.`;
		found.push({ line: lines.lineOf(['revision']), message });
	}
	if (translation.policies.join(', ') !== source.policies.join(', ')) {
		const message = `The policies differ from those of ${source.file}. Write policies: [${source.policies.join(', ')}].`;
		found.push({ line: lines.lineOf(['policies']), message });
	}
	return found;
}

function questionDifferences(translation: Lesson, source: Lesson): Found[] {
	const missing = source.questions
		.filter(({ id }) => !translation.questions.some((question) => question.id === id))
		.map(({ id }) => ({
			line: 1,
			message: `The question ${id} of ${source.file} is missing. Translate it, with the same id.`,
		}));
	const found = translation.questions.flatMap((question) => {
		const original = source.questions.find(({ id }) => id === question.id);
		if (original) return differences(question, original);
		const message = `The question ${question.id} is not in ${source.file}. Use the ids of the source, or take it out.`;
		return [{ line: question.line, message }];
	});
	return [...missing, ...found];
}

/** The tags around the questions; those within are compared question by question. */
function tagDifferences(translation: WrittenLesson, source: WrittenLesson): Found[] {
	const here = tagsAround(translation);
	const there = tagsAround(source);
	const missing = [...there.keys()].filter((tag) => !here.has(tag));
	const extra = [...here].filter(([tag]) => !there.has(tag));
	return [
		...missing.map((tag) => ({
			line: 1,
			message: `${tag} of ${source.lesson.file} is missing. Put it where the source has it.`,
		})),
		...extra.map(([tag, line]) => ({
			line,
			message: `${tag} is not in ${source.lesson.file}. Take it out, or add it to the source first.`,
		})),
	];
}

function tagsAround({ tree }: WrittenLesson): Map<string, number> {
	const tags = new Map<string, number>();
	for (const child of tree.children.filter((node) => !isJsx(node) || node.name !== 'Question')) {
		const isRecall = isJsx(child) && child.name === 'Recall';
		visitTree<object>(isRecall ? { ...child, children: [] } : child, (node) => {
			if (!isJsx(node)) return;
			const attribute = node.name === 'Recall' ? 'id' : 'of';
			const tag = `<${node.name} ${attribute}="${attributeOf(node, attribute)}">`;
			if (!tags.has(tag)) tags.set(tag, lineOf(node));
		});
	}
	return tags;
}
