import { eq } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { pulseAnswers } from '#db/schema/pulses.ts';
import { sourceLanguage } from '#lib/language.ts';
import type { KeptGrading } from '#quiz/recall/kept.ts';
import { type Group, groupsOf } from './by-group.ts';
import { ideaNames, lacking } from './missing-ideas.ts';
import { isPart, type Part } from './people-in-group.ts';
import { type Answered, type Asked, readAsked } from './read-asked.ts';
import { resultOf } from './result.ts';
import type { Outcome } from './what-counts.ts';
import type { Pulse } from './pulse-phase.ts';

/** An answer in its own words. It has no name: it is the words that are judged, and not a person. */
export type Words = {
	readonly answer: Answered;
	readonly said: string;
	readonly language: string;
	readonly grading: KeptGrading;
	/** The one group that is named beside it; undefined if anonymous, or in no group that is shown. */
	readonly group: Group | undefined;
};

export type Wanted = {
	readonly outcome?: Outcome | undefined;
	/** The place of an idea that is missing. */
	readonly missing?: number | undefined;
	readonly part?: Part | undefined;
	readonly page: number;
};

export type AnswersToRead = {
	readonly answers: readonly Words[];
	/** How many there are of what is wanted, on all pages. */
	readonly found: number;
	readonly pages: number;
	readonly ideas: readonly string[];
	/** Groups one can choose; none if anonymous. */
	readonly groups: readonly Group[];
};

const onePage = 50;

/**
 * The answers to a question, in the order of their random ids. Of an anonymous one there is no group
 * and nothing before it has ended; then undefined, as where too few answered.
 */
export async function readAnswersToRead(
	db: Reader,
	pulse: Pulse,
	wanted: Wanted,
	at: number,
): Promise<AnswersToRead | undefined> {
	const asked = await readAsked(db, pulse);
	const { shows } = resultOf(asked, at);
	if (shows !== 'figure' && shows !== 'counts') return undefined;
	const groups = pulse.anonymous || shows === 'counts' ? [] : shownGroups(asked);
	const all = await readWords(db, asked);
	const found = all.filter((words) => isWanted(words, wanted, groups));
	const pages = Math.max(1, Math.ceil(found.length / onePage));
	const from = (Math.min(wanted.page, pages) - 1) * onePage;
	const chosen = groups.find((group) => isSame(group, wanted.part));
	return {
		answers: found.slice(from, from + onePage).map((words) => ({
			...words,
			group: chosen ?? groupBeside(words.answer, groups),
		})),
		found: found.length,
		pages,
		ideas: ideaNames(all, sourceLanguage),
		groups,
	};
}

function shownGroups(asked: Asked): Group[] {
	return groupsOf(asked).flatMap(({ shown }) => shown);
}

async function readWords(db: Reader, { pulse, answers }: Asked): Promise<Omit<Words, 'group'>[]> {
	const { id, said, language, grading } = pulseAnswers;
	const rows = await db
		.select({ id, said, language, grading })
		.from(pulseAnswers)
		.where(eq(pulseAnswers.pulseId, pulse.id))
		.orderBy(id);
	const byId = new Map(answers.map((answer) => [answer.id, answer]));
	return rows.flatMap(({ id: row, ...words }) => {
		const answer = byId.get(row);
		return answer ? [{ answer, ...words }] : [];
	});
}

function isWanted(
	{ answer, grading }: Omit<Words, 'group'>,
	{ outcome, missing, part }: Wanted,
	groups: readonly Group[],
): boolean {
	if (outcome !== undefined && answer.outcome !== outcome) return false;
	if (missing !== undefined && !lacking(answer, grading).has(missing)) return false;
	// A group that is not shown is no group to choose.
	if (part === undefined || part === 'all') return true;
	return groups.some((group) => isSame(group, part)) && isIn(answer, part);
}

function isIn({ siteId, teamId, vendorId, channel, employment }: Answered, part: Part): boolean {
	if (part !== 'all' && part.kind === 'employment') return employment === part.key;
	return isPart(part, { siteId: siteId ?? '', teamId: teamId ?? '', vendorId, channel });
}

function isSame({ kind, key }: Group, part: Part | undefined): boolean {
	return part !== undefined && part !== 'all' && part.kind === kind && part.key === key;
}

/** One group and not several: where they cross there may be one person. */
function groupBeside(answer: Answered, groups: readonly Group[]): Group | undefined {
	for (const kind of ['vendor', 'site'] as const) {
		const group = groups.find((one) => one.kind === kind && isIn(answer, one));
		if (group) return group;
	}
	return undefined;
}
