import { z } from 'astro/zod';
import type { Report } from '#lib/problem.ts';
import type { ContentFiles } from './content-files.ts';

/** Answers to one recall in one language that people judged and that no rule was made from. */
export type LabelledSet = {
	readonly recallId: string;
	readonly language: string;
	readonly file: string;
	readonly answers: readonly LabelledAnswer[];
};

/** What somebody said, and whether two readers found that she knows it. */
export type LabelledAnswer = z.infer<typeof lineSchema>;

const lineSchema = z.object({ text: z.string().trim().min(1), knows: z.boolean() });

/** `labelled/returns.en.jsonl`: the recall and the language. */
export const labelledFile = /^labelled\/([^/.]+)\.([^/.]+)\.jsonl$/;

export function readLabelled(
	files: ContentFiles,
	reportFor: (file: string) => Report,
): LabelledSet[] {
	return [...files].flatMap(([file, source]) => {
		const [, recallId, language] = labelledFile.exec(file) ?? [];
		if (recallId === undefined || language === undefined) return [];
		return [{ recallId, language, file, answers: readLines(source, reportFor(file)) }];
	});
}

function readLines(source: string, report: Report): LabelledAnswer[] {
	return source.split('\n').flatMap((line, index) => {
		if (line.trim() === '') return [];
		const read = lineSchema.safeParse(parse(line));
		if (read.success) return [read.data];
		report(index + 1, notAnAnswer);
		return [];
	});
}

const notAnAnswer =
	'This line is no answer that people judged. Write {"text": "anybody can bring it back", "knows": true} on a line of its own.';

function parse(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		return undefined;
	}
}
