import { eq, sql } from 'drizzle-orm';
import { askable } from '#completions/askable.ts';
import type { Surroundings } from '#completions/given-answer.ts';
import type { Overview } from '#completions/overview.ts';
import type { Reader } from '#db/connection.ts';
import { prepared } from '#db/prepared.ts';
import { practiceCards } from '#db/schema/practice.ts';
import { type Day, serviceDay } from '#lib/service-day.ts';
import { readSettings } from '#people/settings.ts';
import type { Card } from './card-counts.ts';
import { chooseMinute, type Chosen, type Learned } from './choose-minute.ts';
import { weightOf } from './influence.ts';
import { type Minutes, openMinute, readAskedAt, readMinutes } from './minutes.ts';
import { readTerms } from './parameters.ts';
import { secondsOf } from './seconds.ts';

/** The daily minute as it stands with somebody today. */
export type Minute = {
	readonly day: Day;
	/** What would be asked if she began now; nothing while a minute is under way. */
	readonly waiting: readonly Chosen[];
	/** The one that is under way. */
	readonly open: Minutes[number] | undefined;
	/** Those of the last seven days. */
	readonly minutes: Minutes;
	/** She has learned nothing yet that could be asked. */
	readonly nothingLearned: boolean;
	/** The organisation offers none, or no more today. */
	readonly noneLeft: boolean;
};

/**
 * Her cards have to be up to date: fold her answers first. `leftOut` are policies that are not
 * practised now: she is being asked about them, and what is predicted is held against it.
 */
export async function readMinute(
	db: Reader,
	around: Surroundings,
	overview: Overview,
	leftOut: ReadonlySet<string>,
): Promise<Minute> {
	const { person, catalogue, at } = around;
	const { id: personId, timeZone } = person;
	const day = serviceDay(at, timeZone);
	const minutes = await readMinutes(db, personId, day);
	const open = openMinute(minutes, day);
	const { practiceMinutes } = await readSettings(db);
	const learned = learnedPolicies(around, overview);
	const policies = learned.filter(({ policyId }) => !leftOut.has(policyId));
	const seconds = practiceMinutes * 60 - spent(minutes, day, catalogue);
	const read = { day, minutes, open, nothingLearned: learned.length === 0 };
	const noneLeft = seconds < shortest;
	if (open || noneLeft || policies.length === 0) return { ...read, waiting: [], noneLeft };
	const waiting = chooseMinute({
		...{ personId, day, timeZone, policies, seconds, at, history: around.history },
		...(await readTerms(db)),
		cards: await readCards(db, personId),
		askedAt: await readAskedAt(db, personId),
	});
	return { ...read, waiting, noneLeft };
}

/** Seconds under which nothing can be asked. */
const shortest = 11;

/** What somebody has learned in whichever wording, and is asked to know, with what can be asked of it now. */
function learnedPolicies(
	{ catalogue, history, at }: Surroundings,
	{ policies }: Overview,
): Learned[] {
	return policies.flatMap(({ policyId, knownVersion, exemption, standing }) => {
		if (knownVersion === undefined || exemption || standing.state === 'not due') return [];
		const questions = askable(catalogue.practiceByPolicy.get(policyId) ?? [], history, at);
		if (questions.length === 0) return [];
		return { policyId, questions, weight: weightOf(catalogue, history, policyId, at) };
	});
}

/** Seconds of practice that were begun on a day, as they were meant to take. */
function spent(minutes: Minutes, day: Day, { questionById }: Surroundings['catalogue']): number {
	const asked = minutes.filter((minute) => minute.day === day).flatMap((minute) => minute.asked);
	const seconds = asked.map((id) => {
		const known = questionById.get(id)?.question;
		return known ? secondsOf(known) : 0;
	});
	return seconds.reduce((sum, next) => sum + next, 0);
}

export async function readCards(db: Reader, personId: string): Promise<Card[]> {
	return cardsOf(db).execute({ personId });
}

const cardsOf = prepared((db) =>
	db
		.select()
		.from(practiceCards)
		.where(eq(practiceCards.employeeId, sql.placeholder('personId')))
		.prepare(),
);
