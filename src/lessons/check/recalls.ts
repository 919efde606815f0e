import type { Lesson } from '#lessons/lesson.ts';
import { createRecallGrader, exampleText, policySaid } from '#lessons/recall-grader.ts';
import type { RecallGrader } from '#lessons/recall-grader.ts';
import { fillTemplate } from '#lib/template.ts';
import { isGraded } from '#quiz/recall/languages.ts';
import { ideasOf } from '#quiz/recall/pattern-words.ts';
import type { Pattern } from '#quiz/recall/pattern.ts';
import type { Graded, Recall } from '#quiz/recall/recall.ts';
import type { Content } from './content.ts';
import { unknownFact } from './unknown.ts';

type Found = { readonly line: number; readonly message: string };

const fewestExamples = 3;

/** Every recall can be graded, by ideas that there are, and grades its own examples as its author does. */
export function* checkRecalls(content: Content) {
	const grade = createRecallGrader(content.catalogue);
	for (const { lesson } of content.written) {
		for (const recall of lesson.recalls) {
			const found = [
				...unknownFacts(recall, content),
				...(isGraded(lesson.language) ? howItIsGraded(recall, { lesson, content, grade }) : []),
			];
			for (const { line, message } of found) yield { file: lesson.file, line, message };
		}
	}
}

/** The shared ideas are made of ideas that there are. */
export function* checkThesauri({ catalogue }: Content) {
	for (const [language, ideas] of catalogue.thesauri) {
		for (const { line, message } of unknownIdeas([...ideas.values()].flat(), ideas, language)) {
			yield { file: `thesaurus/${language}.md`, line, message };
		}
	}
}

type Around = {
	readonly lesson: Lesson;
	readonly content: Content;
	readonly grade: RecallGrader;
};

function howItIsGraded(recall: Recall, around: Around): Found[] {
	const { language } = around.lesson;
	const ideas = [...recall.required, ...recall.forbidden];
	const thesaurus = around.content.catalogue.thesauri.get(language) ?? new Map<string, Pattern[]>();
	const wordless = ideas.filter(({ patterns, fact }) => patterns.length === 0 && !fact);
	return [
		...wordless.map(({ line }) => ({
			line,
			message: 'This idea has no wording. Write some below it, each set in after a -.',
		})),
		...unknownIdeas(
			ideas.flatMap(({ patterns }) => patterns),
			thesaurus,
			language,
		),
		...tooFewExamples(recall),
		...wronglyGraded(recall, around),
	];
}

function unknownIdeas(
	patterns: readonly Pattern[],
	known: ReadonlyMap<string, unknown>,
	language: string,
): Found[] {
	return patterns.flatMap(({ parts, line }) =>
		parts
			.flatMap(ideasOf)
			.filter((name) => !known.has(name))
			.map((name) => ({
				line,
				message: `There is no idea @${name}. Add it to thesaurus/${language}.md, or write the words themselves.`,
			})),
	);
}

function tooFewExamples({ id, line, examples }: Recall): Found[] {
	return [true, false].flatMap((knows) => {
		const count = examples.filter((example) => example.knows === knows).length;
		if (count >= fewestExamples) return [];
		const kind = knows ? 'Pass:' : 'Fail:';
		const message = `Recall ${id} has ${count} of at least ${fewestExamples} examples that begin with “${kind}”. Write more, in words that people use.`;
		return [{ line, message }];
	});
}

/** An answer that is right is known; one that is wrong is never passed, and not left to a person. */
function wronglyGraded(recall: Recall, { lesson, content, grade }: Around): Found[] {
	const { body, renamed = {} } = content.policyById.get(recall.policyId) ?? {};
	// Until the new name is published both names find the fact.
	const twice = Object.entries(renamed).flatMap(([to, from]) => {
		const quantity = body?.facts[from];
		return quantity ? [[to, quantity] as const] : [];
	});
	const facts = { ...body?.facts, ...Object.fromEntries(twice) };
	const policy = policySaid(recall.policyId, facts);
	return recall.examples.flatMap(({ text, knows, line }) => {
		const graded = grade(
			recall,
			policy,
			exampleText(text, policy, lesson.language),
			lesson.language,
		);
		if (graded.verdict === (knows ? 'knows' : 'not yet')) return [];
		const message = `This example is graded “${graded.verdict}”: ${reasonFor(graded)}. Add a wording to an idea, or write the example under the other word.`;
		return [{ line, message }];
	});
}

function reasonFor({ required, forbidden, notes }: Graded): string {
	const outcomes = required.map(({ name, outcome }) => `${named(name)} is ${outcome}`);
	const wrong = forbidden.map(({ name }) => `it says “${named(name)}”`);
	return [...outcomes, ...wrong, ...notes].join(', ');
}

function named(name: Recall['required'][number]['name']): string {
	return fillTemplate(name, (fact) => fact);
}

function unknownFacts({ required, forbidden }: Recall, content: Content): Found[] {
	return [...required, ...forbidden].flatMap(({ fact, line }) =>
		fact === undefined || content.isFact(fact)
			? []
			: [{ line, message: unknownFact(fact, content) }],
	);
}
