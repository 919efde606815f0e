import { and, eq } from 'drizzle-orm';
import type { Surroundings } from '#completions/given-answer.ts';
import type { Reader } from '#db/connection.ts';
import { pulseAnswers } from '#db/schema/pulses.ts';
import { questionIn } from '#lessons/translated.ts';
import { factsOf, fillHtml } from '#policies/facts.ts';
import { languageOf } from '#policies/in-language.ts';
import { versionsFor } from '#policies/reading.ts';
import { compileSentence } from '#policies/text.ts';
import { type Piece, piecesOf } from '#quiz/recall/kept.ts';
import { type AskedOf, isRunning } from './asked-of.ts';

/** HTML, and the language that its words are in. */
export type Words = { readonly html: string; readonly language: string };

/** What somebody who was drawn finds: the question, a thank-you, or that it is over. */
export type AskedPage =
	| { readonly state: 'open'; readonly question: Words }
	| { readonly state: 'answered'; readonly policy: PolicyThenAndNow; readonly answer?: NamedAnswer }
	| { readonly state: 'over'; readonly why: 'ended' | 'gone' };

/** The policy's sentence as it was when the question was asked; the newer one if it has changed since. */
export type PolicyThenAndNow = {
	readonly sentence: Words;
	readonly changed: boolean;
	readonly since?: Words;
};

/** What she said with her name to it, and what was found in it. */
export type NamedAnswer = Pick<
	typeof pulseAnswers.$inferSelect,
	'said' | 'verdict' | 'language' | 'toRead'
> & {
	readonly pieces: readonly Piece[];
	readonly required: (typeof pulseAnswers.$inferSelect)['grading']['required'];
	readonly wrong: readonly string[];
};

export async function readAskedPage(
	db: Reader,
	around: Surroundings,
	asked: AskedOf,
): Promise<AskedPage> {
	const { pulse, drawn } = asked;
	const place = around.catalogue.questionById.get(pulse.questionId);
	if (drawn.tookPart) {
		const answer = pulse.anonymous ? undefined : await readNamed(db, asked);
		return { state: 'answered', policy: thenAndNow(around, asked), ...(answer ? { answer } : {}) };
	}
	if (drawn.goneAt !== null) return { state: 'over', why: 'gone' };
	if (!place || !isRunning(pulse, around.at)) return { state: 'over', why: 'ended' };
	const { question, language } = questionIn(
		around.catalogue,
		place.question,
		around.person.language,
	);
	const facts = factsOf(versionsFor(around.person, around.history, pulse.drawnAt));
	const html = fillHtml(question.stem.html, facts, language);
	return { state: 'open', question: { html, language } };
}

function thenAndNow(around: Surroundings, { pulse }: AskedOf): PolicyThenAndNow {
	const then = sentenceAt(around, pulse.policyId, pulse.drawnAt);
	const now = sentenceAt(around, pulse.policyId, around.at);
	const changed = now.number > then.number;
	const sentence = { html: then.html, language: then.language };
	const isOther = changed && now.html !== then.html;
	return { sentence, changed, ...(isOther ? { since: now } : {}) };
}

function sentenceAt({ person, history }: Surroundings, policyId: string, at: number) {
	const versions = versionsFor(person, history, at);
	const version = versions.get(policyId);
	const language = languageOf(version, 'statement');
	const statement = compileSentence(policyId, version?.body.statement ?? '');
	const html = fillHtml(statement, factsOf(versions), language);
	return { html, language, number: version?.number ?? 0 };
}

async function readNamed(db: Reader, { pulse, drawn }: AskedOf): Promise<NamedAnswer | undefined> {
	const [row] = await db
		.select()
		.from(pulseAnswers)
		.where(and(eq(pulseAnswers.pulseId, pulse.id), eq(pulseAnswers.employeeId, drawn.employeeId)));
	if (!row) return undefined;
	const { said, verdict, language, toRead, grading } = row;
	return {
		...{ said, verdict, language, toRead },
		pieces: piecesOf(said, grading),
		required: grading.required,
		wrong: grading.forbidden.map(({ name }) => name),
	};
}
