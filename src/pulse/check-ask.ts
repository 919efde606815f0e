import type { Audience } from '#assignments/audience.ts';
import {
	type AudienceGround,
	readAudience,
	type WrittenAudience,
} from '#assignments/check-assignment.ts';
import { Invalid } from '#lib/errors.ts';
import { momentOnTheWall } from '#lib/service-day.ts';
import type { RecallQuestion } from '#quiz/question.ts';
import { confidences, type Wish } from './sample-size.ts';
import { type StrataKind, strataKinds } from './strata.ts';

/** What a leader asks of whom. */
export type AskTerms = {
	readonly questionId: string;
	readonly policyId: string;
	readonly audience: Audience;
	readonly strata: StrataKind;
	readonly anonymous: boolean;
	readonly wish: Wish;
	readonly until: number;
};

/** The same as a form has it, before anything is known to be right. */
export type WrittenAsk = WrittenAudience & {
	readonly question: string;
	/** `margin` or `number`. */
	readonly size: string;
	/** Percentage points. */
	readonly margin: string;
	readonly confidence: string;
	readonly number: string;
	/** `anonymous` or `named`. */
	readonly answers: string;
	/** What a clock on the leader's wall shows: `2026-12-01T18:00`. */
	readonly until: string;
	readonly strata: string;
};

export type AskGround = AudienceGround & {
	readonly questionById: (id: string) => RecallQuestion | undefined;
	readonly timeZone: string;
	readonly at: number;
};

/** Percentage points that may be wished for; 10 to begin with. */
export const margins = [3, 5, 10, 15] as const;

const hour = 3_600_000;
/** A question is open for at least an hour and at most so many days. */
export const longestOpen = 60;

type Problems = Record<string, string>;

/** Reads what a form says. Throws Invalid with a sentence per field. */
export function readAsk(written: WrittenAsk, ground: AskGround): AskTerms {
	const problems: Problems = {};
	const question = ground.questionById(written.question);
	if (!question) problems['question'] = 'Choose the question to ask.';
	const audience = readAudience(written, ground, problems);
	const wish = readWish(written, problems);
	const anonymous = written.answers === 'anonymous';
	if (!anonymous && written.answers !== 'named') {
		problems['answers'] = 'Say whether the answers have names.';
	}
	const until = readUntil(written, ground, problems);
	const strata = strataKinds.find((kind) => kind === written.strata);
	if (!strata) problems['strata'] = 'Say by what to tell them apart.';
	if (!question || !strata || Object.keys(problems).length > 0) throw new Invalid(problems);
	const { id: questionId, policyId } = question;
	return { questionId, policyId, audience, strata, anonymous, wish, until };
}

function readWish({ size, margin, confidence, number }: WrittenAsk, problems: Problems): Wish {
	if (size === 'number') {
		const asked = /^\d{1,6}$/.test(number.trim()) ? Number(number) : 0;
		if (asked === 0) problems['number'] = 'Write how many people to ask, like 50.';
		return { number: asked };
	}
	const points = margins.find((each) => String(each) === margin);
	const sure = confidences.find((each) => String(each) === confidence);
	if (size !== 'margin') problems['size'] = 'Say how sure you want to be, or how many to ask.';
	if (!points) problems['margin'] = 'Choose how close the result should be.';
	if (!sure) problems['confidence'] = 'Choose how sure you want to be.';
	return { margin: (points ?? 10) / 100, confidence: (sure ?? 95) / 100 };
}

function readUntil({ until }: WrittenAsk, { at, timeZone }: AskGround, problems: Problems): number {
	const moment = momentOnTheWall(until, timeZone);
	if (moment === undefined) problems['until'] = 'Choose a day and a time.';
	else if (moment < at + hour) problems['until'] = 'Choose a moment at least an hour from now.';
	else if (moment > at + longestOpen * 24 * hour) {
		problems['until'] = `Choose a moment within ${longestOpen} days.`;
	}
	return moment ?? 0;
}
