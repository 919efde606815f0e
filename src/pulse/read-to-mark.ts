import { eq } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { sites } from '#db/schema/people.ts';
import { pulseAnswers, pulses } from '#db/schema/pulses.ts';
import { questionIn } from '#lessons/translated.ts';
import { factsOf, fillHtml, versionsAt } from '#policies/facts.ts';
import { languageOf } from '#policies/in-language.ts';
import { readAs } from '#policies/reading.ts';
import { compileSentence } from '#policies/text.ts';
import { cursorOf, undecided } from './answers-to-mark.ts';
import { type Around, recallIn } from './regrade.ts';

/** An answer as a reader sees it: no name, no group, no other mark, and nothing of the grader's. */
export type ToMark = {
	readonly answerId: number;
	/** Its place in the row of answers: what comes next comes after it. */
	readonly cursor: string;
	readonly said: string;
	/** In which the question was asked and answered. */
	readonly language: string;
	/** As HTML; undefined where the content no longer has the question. */
	readonly question: string | undefined;
	/** The policy's own sentence when the question was asked, as HTML, and its language. */
	readonly sentence: string;
	readonly sentenceLanguage: string;
	/** What an answer has to say, by name. */
	readonly ideas: readonly string[];
};

export type Waiting = {
	readonly next: ToMark | undefined;
	/** So many wait for this reader, this one among them. */
	readonly forHer: number;
	/** So many more wait for somebody else: she has marked them, or said them herself. */
	readonly forOthers: number;
};

/** The next answer for a reader after a place; behind the last one she begins again with what she passed over. */
export async function readToMark(
	db: Reader,
	around: Around,
	{ readerId, after }: { readonly readerId: string; readonly after: string },
): Promise<Waiting> {
	const waiting = await undecided(db, readerId);
	const hers = waiting.filter(({ mine, hers }) => !mine && !hers);
	const next = hers.find((state) => cursorOf(state) > after) ?? hers[0];
	return {
		next: next && (await readOne(db, around, next.id)),
		forHer: hers.length,
		forOthers: waiting.length - hers.length,
	};
}

async function readOne(db: Reader, around: Around, answerId: number): Promise<ToMark | undefined> {
	const [found] = await db
		.select({ answer: pulseAnswers, pulse: pulses, market: sites.market })
		.from(pulseAnswers)
		.innerJoin(pulses, eq(pulses.id, pulseAnswers.pulseId))
		.leftJoin(sites, eq(sites.id, pulseAnswers.siteId))
		.where(eq(pulseAnswers.id, answerId));
	if (!found) return undefined;
	const { answer, pulse, market } = found;
	const { language, siteId, said, grading } = answer;
	const reader = { language, siteId: siteId ?? '', market };
	const versions = readAs(versionsAt(around.history, pulse.drawnAt), reader);
	const version = versions.get(pulse.policyId);
	const facts = factsOf(versions);
	const sentenceLanguage = version ? languageOf(version, 'statement') : language;
	const statement = compileSentence(pulse.policyId, version?.body.statement ?? '');
	const source = recallIn(around.catalogue, pulse.questionId);
	const shown = source && questionIn(around.catalogue, source, language).question;
	return {
		...{ answerId, said, language, sentenceLanguage },
		cursor: cursorOf({ pulseId: pulse.id, id: answerId }),
		question: shown && fillHtml(shown.stem.html, facts, language),
		sentence: fillHtml(statement, facts, sentenceLanguage),
		ideas: grading.required.map(({ name }) => name),
	};
}
