import { desc, eq } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { recallAnswers } from '#db/schema/recalls.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { graderFor, nameOf, withWordings } from '#lessons/grader-for.ts';
import { exampleText, policySaidBy } from '#lessons/recall-grader.ts';
import { sourceLanguage } from '#lib/language.ts';
import { versionsAt, withVersion } from '#policies/facts.ts';
import { type PolicyHistory, versionNumbered } from '#policies/versions.ts';
import type { PolicySaid } from '#quiz/recall/grade-recall.ts';
import { stemIn } from '#quiz/recall/languages.ts';
import { readPattern } from '#quiz/recall/parse-pattern.ts';
import { ideasOf } from '#quiz/recall/pattern-words.ts';
import type { Recall, Verdict } from '#quiz/recall/recall.ts';

/** A wording for one of a recall's required ideas, which somebody thinks of taking up. */
export type Wish = {
	readonly recall: Recall;
	/** The idea's place among the required ones, from 0. */
	readonly idea: number;
	readonly wording: string;
};

/** What would come of it. */
export type Trial = {
	/** Why it can't be taken up, as a sentence; undefined if it can. */
	readonly problem: string | undefined;
	/** Answers that would be graded otherwise, of how many that were looked at. */
	readonly changed: readonly {
		readonly said: string;
		readonly before: Verdict;
		readonly after: Verdict;
	}[];
	readonly lookedAt: number;
};

export type Around = {
	readonly catalogue: Catalogue;
	readonly history: PolicyHistory;
	readonly at: number;
};

/** So many answers are graded again, the newest: each takes some three tenths of a millisecond, twice. */
const mostAnswers = 150;
const longestWording = 120;

/** Grades the recall's own examples and its latest answers with a wording more, and writes nothing. */
export async function tryWording(db: Reader, around: Around, wish: Wish): Promise<Trial> {
	const problem = problemOf(wish, around);
	if (problem) return { problem, changed: [], lookedAt: 0 };
	const { recall, grade } = await graderFor(db, around.catalogue, wish.recall);
	const after = withWordings(recall, [added(wish)]);
	const verdict = (one: Recall, policy: PolicySaid, said: string) =>
		grade(one, policy, said, sourceLanguage).verdict;
	const policy = saidAt(around, recall);
	const broken = recall.examples.find(({ text, knows }) => {
		const said = exampleText(text, policy, sourceLanguage);
		return verdict(after, policy, said) !== (knows ? 'knows' : 'not yet');
	});
	const answers = await latestAnswers(db, recall.id);
	const changed = answers.flatMap(({ said, policyVersion }) => {
		const then = saidAt(around, recall, policyVersion);
		const [was, is] = [verdict(recall, then, said), verdict(after, then, said)];
		return was === is ? [] : [{ said, before: was, after: is }];
	});
	return {
		problem:
			broken &&
			`With it the author’s example “${exampleText(broken.text, policy, sourceLanguage)}” would be graded otherwise than written. Make the wording narrower.`,
		changed,
		lookedAt: answers.length,
	};
}

export function added({ recall, idea, wording }: Wish) {
	const required = recall.required[idea];
	return { ideaName: required ? nameOf(required) : '', wording };
}

function problemOf({ recall, idea, wording }: Wish, { catalogue }: Around): string | undefined {
	const required = recall.required[idea];
	if (!required) return 'Choose the idea that the words show.';
	if (wording === '') return 'Write the words that show it.';
	if (wording.length > longestWording)
		return `That is ${wording.length} letters, and ${longestWording} is the most. Keep the words that matter.`;
	if (required.patterns.some(({ source }) => source === wording))
		return 'The recall reads this wording already.';
	const problems: string[] = [];
	const pattern = readPattern(wording, stemIn(sourceLanguage), 1, (_, message) =>
		problems.push(message),
	);
	const shared = catalogue.thesauri.get(sourceLanguage);
	const unknown = pattern?.parts.flatMap(ideasOf).find((name) => !shared?.has(name));
	return (
		problems[0] ?? (unknown && `There is no shared idea @${unknown}. Write the words themselves.`)
	);
}

function latestAnswers(db: Reader, questionId: string) {
	return db
		.select({ said: recallAnswers.said, policyVersion: recallAnswers.policyVersion })
		.from(recallAnswers)
		.where(eq(recallAnswers.questionId, questionId))
		.orderBy(desc(recallAnswers.answeredAt))
		.limit(mostAnswers);
}

function saidAt({ history, at }: Around, recall: Recall, number?: number): PolicySaid {
	const now = versionsAt(history, at);
	if (number === undefined) return policySaidBy(recall, now);
	const version = versionNumbered(history.byId.get(recall.policyId), number);
	return policySaidBy(recall, version ? withVersion(now, version) : now);
}
