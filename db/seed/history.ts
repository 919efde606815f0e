// Long because every kind of happening has its line here.
import { saveAssignment } from '#assignments/change-assignment.ts';
import { exemptPerson } from '#assignments/exempt.ts';
import { answerQuestion } from '#completions/answer-question.ts';
import { signPolicy } from '#completions/sign-policy.ts';
import type { Database } from '#db/connection.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { sendNudge } from '#notifications/nudge.ts';
import { type Person, readPeople } from '#people/person.ts';
import { saveDraft } from '#policies/draft.ts';
import { type PolicyHistory, readPolicies, versionAt } from '#policies/versions.ts';
import { adoptContent } from '#publishing/adopt-content.ts';
import { chooseOwners } from '#publishing/functions.ts';
import { publishPolicy } from '#publishing/publish-policy.ts';
import { brokenStory } from './broken-story.ts';
import { castPerson } from './cast.ts';
import { enrolCast } from './load-cast.ts';
import type { PlannedSignature } from './plan-signatures.ts';
import { type Happening, planHistory } from './plan-history.ts';
import { askInStory } from './pulses.ts';
import { speak } from './remarks.ts';
import { saidInWords } from './said-in-words.ts';
import {
	administrator,
	functionOwners,
	policyOwner,
	storyDays,
	type StoryPublication,
} from './story.ts';
import { hear } from './walk-the-floor.ts';

export type Report = (progress: string) => void;

/** What the story goes on in: who is there by now, and what has been published. */
type World = {
	readonly db: Database;
	readonly catalogue: Catalogue;
	readonly now: number;
	people: ReadonlyMap<string, Person>;
	history: PolicyHistory;
};

const day = 24 * 3_600_000;

/** So many answers are queued at a time: the writer groups them, and keeps them in order. */
const mostQueued = 512;

/**
 * Eight weeks in the life of the demonstration company, through the product's own verbs with past
 * times. Everything is queued in the order in which it happened, so the record is in order too.
 */
export async function liveThroughWeeks(
	db: Database,
	catalogue: Catalogue,
	now: number,
	report: Report,
): Promise<void> {
	const adoptedAt = now - storyDays * day;
	await adoptContent(db, catalogue, adoptedAt);
	const world: World = { db, catalogue, now, ...(await lookAround(db)) };
	let queued: Promise<void>[] = [];
	let week = 0;
	for (const happening of planHistory(catalogue, adoptedAt, now)) {
		const weekNow = Math.floor((happening.at - adoptedAt) / (7 * day)) + 1;
		if (weekNow > week) report(`week ${(week = weekNow)} of ${storyDays / 7}`);
		if (happening.kind === 'answer' && queued.length < mostQueued) {
			queued.push(answer(world, happening));
			continue;
		}
		await Promise.all(queued);
		queued = [];
		await happen(world, happening);
	}
	await Promise.all(queued);
	const wanted = new Map(Object.entries(functionOwners));
	await chooseOwners(db, { wanted, by: castPerson(administrator).id, at: now });
}

async function happen(world: World, happening: Happening): Promise<void> {
	const { db, now } = world;
	if (happening.kind === 'answer') return answer(world, happening);
	if (happening.kind === 'voice') return speak(world, happening.voice, happening.at);
	if (happening.kind === 'ask') return askInStory(db, world.catalogue, happening.pulse, now);
	if (happening.kind === 'walk') return hear(world, happening.heard, happening.at);
	if (happening.kind === 'exempt') return exemptPerson(db, happening.exemption);
	if (happening.kind === 'sign') return sign(world, happening.signature, happening.at);
	if (happening.kind === 'assign') {
		await saveAssignment(db, { ...happening.assignment, at: happening.at });
		return;
	}
	if (happening.kind === 'nudge') {
		if (!(await sendNudge(db, happening.nudge))) throw brokenStory(happening, 'was not sent');
		return;
	}
	if (happening.kind === 'publish') await publish(world, happening.publication, happening.at);
	else if (!world.people.has(happening.person.id)) {
		await enrolCast(db, [happening.person], { at: happening.at, pins: 'everybody', present: now });
	}
	Object.assign(world, await lookAround(db));
}

async function lookAround(db: Database): Promise<Pick<World, 'people' | 'history'>> {
	const people = await readPeople(db.read, undefined);
	return {
		people: new Map(people.map((person) => [person.id, person])),
		history: await readPolicies(db.read),
	};
}

async function answer(
	{ db, catalogue, people, history }: World,
	happening: Extract<Happening, { kind: 'answer' }>,
): Promise<void> {
	const { personId, given, at, last } = happening;
	const person = people.get(personId);
	if (!person) throw brokenStory(happening, 'comes before the person does');
	const around = { person, catalogue, history, at };
	const said = saidInWords(given.said, around, given.shownAt);
	const outcome = await answerQuestion(db, around, { ...given, said });
	if (outcome.kind !== 'recorded' || outcome.finished !== last) {
		throw brokenStory(happening, `of ${person.name} to ${given.questionId} is ${outcome.kind}`);
	}
}

async function sign(
	{ db, people, history }: World,
	{ id, personId, policyId }: PlannedSignature,
	at: number,
): Promise<void> {
	const person = people.get(personId);
	const version = versionAt(history.byId.get(policyId), at)?.number;
	if (!person || !version) throw new Error(`The story has nobody to sign ${policyId}.`);
	await signPolicy(db, history, { id, person, policyId, version, shownAt: at, at });
}

async function publish(
	{ db, catalogue, history }: World,
	{ policyId, change, reason, rewrite }: StoryPublication,
	at: number,
): Promise<void> {
	const newest = history.byId.get(policyId)?.versions.at(-1);
	if (!newest) throw new Error(`The content has no policy ${policyId}, which the story changes.`);
	const by = castPerson(policyOwner).id;
	const body = rewrite(newest.body);
	const save = { policyId, body, baseNumber: newest.number, seenRevision: 0, by };
	const { draft } = await saveDraft(db, { ...save, at: at - 40 * 60_000 });
	const publication = { policyId, revision: draft.revision, change, reason, by, at };
	const outcome = await publishPolicy(db, catalogue, publication);
	if (outcome.kind === 'published') return;
	const why = outcome.refusals.map(({ place, message }) => `${place}: ${message}`).join(' ');
	throw new Error(`The story cannot publish ${policyId}. ${why}`);
}
