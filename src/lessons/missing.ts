import { factsOf, type Versions } from '#policies/facts.ts';
import type { Question } from '#quiz/question.ts';
import type { Catalogue } from './catalogue.ts';
import type { Lesson } from './lesson.ts';

/** A place in the content that names a policy or a fact which the database does not have. */
export type MissingPlace = {
	readonly lesson: string;
	readonly title: string;
	/** Within the content folder. */
	readonly file: string;
	readonly line: number;
	/** `returns`, or `returns.window`. */
	readonly of: string;
};

export function missingPlaces(catalogue: Catalogue, versions: Versions): MissingPlace[] {
	return catalogue.everything.flatMap((lesson) => missingIn(lesson, versions));
}

export function missingIn(lesson: Lesson, versions: Versions): MissingPlace[] {
	const { id, title, file, policies, uses, questions } = lesson;
	const facts = factsOf(versions);
	const isThere = (of: string) => (of.includes('.') ? facts(of) : versions.get(of)) !== undefined;
	const named = [
		...policies.map((of) => ({ of, line: 1 })),
		...uses.map(({ of, line }) => ({ of, line })),
		...questions.flatMap(namedBy),
	];
	const missing = named.filter(({ of }) => !isThere(of));
	return missing.map(({ of, line }) => ({ lesson: id, title, file, line, of }));
}

function namedBy({ policyId, holds, line }: Question): { of: string; line: number }[] {
	return [policyId, ...holds.map(({ of }) => of)].map((of) => ({ of, line }));
}

/** "content/lessons/returns/en.mdx:12 names returns.window, and there is no such fact." */
export function sayMissing({ file, line, of }: MissingPlace): string {
	const what = of.includes('.') ? 'fact' : 'policy';
	return `content/${file}:${line} names ${of}, and there is no such ${what} in force.`;
}
