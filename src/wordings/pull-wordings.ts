import { asc, eq } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { recallWordings } from '#db/schema/recalls.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import type { ContentFiles } from '#lessons/content-files.ts';
import { nameOf } from '#lessons/grader-for.ts';
import type { Idea, Recall } from '#quiz/recall/recall.ts';

type Place = { readonly recall: Recall; readonly idea: Idea; readonly file: string };

/** The lesson files as they should be, with the wordings that were taken up in the browser under their ideas. */
export async function pullWordings(
	db: Reader,
	catalogue: Pick<Catalogue, 'lessons' | 'practice'>,
	files: ContentFiles,
): Promise<Map<string, string>> {
	const taken = await db
		.select()
		.from(recallWordings)
		.where(eq(recallWordings.decision, 'taken up'))
		.orderBy(asc(recallWordings.decidedAt), asc(recallWordings.id));
	const added = new Map<string, { readonly after: number; readonly wording: string }[]>();
	for (const { questionId, ideaName, wording } of taken) {
		const place = placeOf(catalogue, questionId, ideaName);
		if (!place || place.idea.patterns.some(({ source }) => source === wording)) continue;
		const list = added.get(place.file) ?? [];
		if (list.some((one) => one.wording === wording)) continue;
		added.set(place.file, [...list, { after: lastLineOf(place.idea), wording }]);
	}
	return new Map(
		[...added].map(([file, lines]) => [file, withLines(files.get(file) ?? '', lines)] as const),
	);
}

function placeOf(
	{ lessons, practice }: Pick<Catalogue, 'lessons' | 'practice'>,
	questionId: string,
	ideaName: string,
): Place | undefined {
	return [...lessons, ...practice]
		.flatMap(({ file, recalls }) =>
			recalls.flatMap((recall) => recall.required.map((idea) => ({ recall, idea, file }))),
		)
		.find(({ recall, idea }) => recall.id === questionId && nameOf(idea) === ideaName);
}

/** Where an idea's wordings end, by the lines of the file from 1: the next one comes below. */
export function lastLineOf({ patterns, line }: Idea): number {
	return Math.max(line, ...patterns.map((pattern) => pattern.line));
}

function withLines(
	source: string,
	added: readonly { readonly after: number; readonly wording: string }[],
): string {
	return source
		.split('\n')
		.flatMap((text, index) => [
			text,
			...added.filter(({ after }) => after === index + 1).map(({ wording }) => `  - ${wording}`),
		])
		.join('\n');
}
