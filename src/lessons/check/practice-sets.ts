import type { RootContent } from 'mdast';
import { practiceFile } from '#lessons/practice-set.ts';
import { tagRules } from '#lessons/tags.ts';
import { isLanguage } from '#lib/language.ts';
import { isJsx, lineOf } from '#lib/mdx.ts';
import type { Content, WrittenLesson } from './content.ts';
import { unknownPolicy } from './unknown.ts';

/** A practice set is for a policy that there is, in that policy's folder, and holds nothing but what is asked. */
export function* checkPracticeSets(content: Content) {
	yield* misnamed(content);
	for (const set of content.written) {
		const { file, policies } = set.lesson;
		const [, folder = ''] = practiceFile.exec(file) ?? [];
		if (!folder) continue;
		const line = content.linesOf(file).lineOf(['policy']);
		for (const policy of policies) {
			const message = content.isPolicy(policy)
				? inOtherFolder(policy, folder)
				: unknownPolicy(policy);
			if (message) yield { file, line, message };
		}
		for (const line of linesNotAsked(set)) yield { file, line, message: notAsked };
	}
}

/** What has another name is read neither as a practice set nor as a lesson. */
function* misnamed({ files }: Content) {
	for (const file of files.keys()) {
		if (!file.startsWith('practice/')) continue;
		const [, , language = ''] = practiceFile.exec(file) ?? [];
		if (isLanguage(language)) continue;
		const message = `The name ${file} does not say which policy is practised here, in which language. Name it like practice/returns/en.mdx.`;
		yield { file, line: 1, message };
	}
}

function inOtherFolder(policy: string, folder: string): string | undefined {
	if (policy === folder) return undefined;
	return `This set is about ${policy}, and its folder is ${folder}. Move it to practice/${policy}/, or correct the policy.`;
}

const notAsked =
	'A practice set holds only <Question> and <Recall>: nobody would read this. Take it out, or move it into a lesson.';

/** Imports, expressions and unknown tags are refused wherever they stand, and a comment is none of the text. */
function linesNotAsked({ tree }: WrittenLesson): number[] {
	return tree.children.filter((node) => !isAsked(node) && !isRefused(node)).map(lineOf);
}

function isAsked(node: RootContent): boolean {
	return isJsx(node) && (node.name === 'Question' || node.name === 'Recall');
}

function isRefused(node: RootContent): boolean {
	if (isJsx(node)) return !tagRules.has(node.name ?? '');
	return ['yaml', 'mdxjsEsm', 'mdxFlowExpression'].includes(node.type);
}
