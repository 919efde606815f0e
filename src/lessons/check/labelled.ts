import { labelledFile } from '#lessons/labelled.ts';
import { isLanguage } from '#lib/language.ts';
import type { Content } from './content.ts';

/** Labelled answers are to a recall that there is, in a language that there is. */
export function* checkLabelled({ files, catalogue }: Content) {
	const recalls = new Set(
		catalogue.everything.flatMap((lesson) => lesson.recalls.map(({ id }) => id)),
	);
	for (const file of files.keys()) {
		if (!file.startsWith('labelled/')) continue;
		const [, recallId = '', language = ''] = labelledFile.exec(file) ?? [];
		if (!isLanguage(language)) yield { file, line: 1, message: misnamed(file) };
		else if (!recalls.has(recallId)) yield { file, line: 1, message: unknown(recallId) };
	}
}

function misnamed(file: string): string {
	return `The name ${file} does not say which recall was answered, in which language. Name it like labelled/returns.en.jsonl.`;
}

function unknown(recallId: string): string {
	return `There is no recall ${recallId}. Name the file after the id of a <Recall>, or take it out.`;
}
