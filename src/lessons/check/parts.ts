import type { Heading } from 'mdast';
import { sourceLanguage } from '#lib/language.ts';
import { plainText } from '#lib/markdown.ts';
import { lineOf } from '#lib/mdx.ts';
import type { Content, WrittenLesson } from './content.ts';

const parts = ['What it is', 'Why it matters', 'How you contribute'];
const remedy = `Write three parts in this order: ${parts.map((part) => `## ${part}`).join(', ')}.`;

/** Each lesson has the three parts, in their order; a translation has them in its own words. */
export function* checkParts(content: Content) {
	for (const { lesson, tree } of content.lessons) {
		for (const { line, message } of problemsOf({ lesson, tree })) {
			yield { file: lesson.file, line, message };
		}
	}
}

function problemsOf({ lesson, tree }: WrittenLesson): { line: number; message: string }[] {
	const headings = tree.children.filter(
		(node): node is Heading => node.type === 'heading' && node.depth <= 2,
	);
	const english = lesson.language === sourceLanguage;
	for (const [place, part] of parts.entries()) {
		const heading = headings[place];
		if (!heading) return [{ line: 1, message: `The part “${part}” is missing. ${remedy}` }];
		const text = plainText(heading).trim();
		if (heading.depth !== 2 || (english && text !== part)) {
			const message = `The part “${part}” should stand here, and “${text}” does. ${remedy}`;
			return [{ line: lineOf(heading), message }];
		}
	}
	const extra = headings[parts.length];
	if (!extra) return [];
	const message = `“${plainText(extra)}” is a fourth part. Give it a smaller heading with ###, or take it out.`;
	return [{ line: lineOf(extra), message }];
}
