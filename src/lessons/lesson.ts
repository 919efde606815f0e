import { z } from 'astro/zod';
import type { Root } from 'mdast';
import { sha256 } from '#lib/hash.ts';
import { attributeOf, isJsx, lineOf, parseMdx } from '#lib/mdx.ts';
import type { Report } from '#lib/problem.ts';
import type { Template } from '#lib/template.ts';
import { visitTree } from '#lib/tree.ts';
import { readYaml, splitFrontMatter } from '#lib/yaml-file.ts';
import { parseQuestion } from '#quiz/parse.ts';
import { asQuestion, type Question } from '#quiz/question.ts';
import { stemIn } from '#quiz/recall/languages.ts';
import { parseRecall } from '#quiz/recall/parse-recall.ts';
import type { Recall } from '#quiz/recall/recall.ts';
import { textBlocksOf } from './check/text-blocks.ts';

export type Lesson = {
	/** The folder's name. */
	readonly id: string;
	readonly language: string;
	/** Within the content folder. */
	readonly file: string;
	readonly title: string;
	readonly policies: readonly string[];
	readonly minutes: number;
	/** Raised by the author when the lesson has changed enough; a translation names the one it follows. */
	readonly revision: number;
	readonly questions: readonly Question[];
	/** Those of the questions that are answered in one's own words. */
	readonly recalls: readonly Recall[];
	/** What it takes from policies, and where: `Fact of="returns.window"`, `How of="returns"`. */
	readonly uses: readonly { readonly tag: string; readonly of: string; readonly line: number }[];
	/** What it says outside its questions, piece by piece, as text with places for facts. */
	readonly prose: readonly Template[];
	/** SHA-256 of the file: what a completion was made with. */
	readonly hash: string;
};

const frontMatterSchema = z
	.object({
		title: z.string({ error: 'Write a title.' }).min(1),
		policies: z.array(z.string(), { error: 'Name the policies in brackets: [returns].' }).min(1),
		minutes: z.number({ error: 'Write how many minutes it takes.' }).int().min(1).max(60),
		revision: z.number().int().min(1).default(1),
	})
	.strict();

/** Reads `lessons/returns/en.mdx`. What is wrong is reported with its line; undefined if nothing of it can be used. */
export function readLesson(file: string, source: string, report: Report): Lesson | undefined {
	const [, id = '', language = ''] = /^lessons\/([^/]+)\/([^/]+)\.mdx$/.exec(file) ?? [];
	const parts = splitFrontMatter(source);
	if (!parts) {
		report(
			1,
			'A lesson begins with front matter. Write --- above and below title, policies and minutes.',
		);
		return undefined;
	}
	const front = readYaml(parts.yaml, frontMatterSchema, report, 1);
	const tree = readTree(source, report);
	if (!front || !tree) return undefined;
	// Before the questions are read: that turns their facts into places.
	const uses = readUses(tree);
	const prose = textBlocksOf(tree).flatMap((block) => (block.asked ? [] : [block.template]));
	const asked = readAsked(tree, { source, language }, report);
	return { id, language, file, ...front, uses, prose, ...asked, hash: sha256(source) };
}

/** The tree of a lesson; if the text cannot be read, why and where is reported. */
export function readTree(source: string, report: Report): Root | undefined {
	try {
		return parseMdx(source);
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		const [, line = '1', what = message] = /^(\d+):\d+: (.*)$/s.exec(message) ?? [];
		report(
			Number(line),
			`${what.replace(/ \(mdx[^)]*\)$/, '')}. Close every tag that you open, and write &lt; and &#123; for a plain < or {.`,
		);
		return undefined;
	}
}

export function readUses(tree: Root): Lesson['uses'] {
	const uses: { tag: string; of: string; line: number }[] = [];
	visitTree<object>(tree, (node) => {
		const of = isJsx(node) ? attributeOf(node, 'of') : undefined;
		if (!isJsx(node) || of === undefined) return;
		uses.push({ tag: node.name ?? '', of, line: lineOf(node) });
	});
	return uses;
}

/** The questions of a tree in its order, recalls among them. */
export function readAsked(
	tree: Root,
	{ source, language }: { readonly source: string; readonly language: string },
	report: Report,
): Pick<Lesson, 'questions' | 'recalls'> {
	const reading = { lines: source.split('\n'), stem: stemIn(language) };
	const questions = tree.children.flatMap((node): Question[] => {
		if (!isJsx(node)) return [];
		if (node.name === 'Recall') {
			const recall = parseRecall(node, reading, report);
			return recall ? [asQuestion(recall)] : [];
		}
		const question = node.name === 'Question' ? parseQuestion(node, report) : undefined;
		return question ? [question] : [];
	});
	const recalls = questions.flatMap((one) => (one.kind === 'recall' ? [one.recall] : []));
	return { questions, recalls };
}
