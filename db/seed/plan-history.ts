// Long because every kind of happening is planned here.
import type { AssignmentSave } from '#assignments/change-assignment.ts';
import type { Exemption } from '#assignments/exempt.ts';
import type { GivenAnswer } from '#completions/given-answer.ts';
import type { Template } from '#lib/template.ts';
import type { Question } from '#quiz/question.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { addDays, serviceDay } from '#lib/service-day.ts';
import type { Nudge } from '#notifications/nudge.ts';
import type { NewPulse } from '#pulse/ask-everybody.ts';
import { castPeople, castPerson, startOf } from './cast.ts';
import { companyTimeZone } from './cast-places.ts';
import type { CastPerson } from './cast-person.ts';
import { type PlannedSignature, planSignatures } from './plan-signatures.ts';
import { goldenQuarter } from './golden-quarter.ts';
import { longestSitting, type PlannedSitting, planSittings } from './plan-sittings.ts';
import { pulsesAsked } from './pulses.ts';
import { createRandom, type Random } from './random.ts';
import { type Voice, voices } from './remarks.ts';
import { momentAt, momentOnLastShift } from './shift-hours.ts';
import { inSpanish } from './said-in-words.ts';
import { sit } from './sit.ts';
import * as story from './story.ts';
import { type HeardOnFloor, walk } from './walk-the-floor.ts';

/** Something that happens in the story. */
export type Happening = { readonly at: number } & (
	| { readonly kind: 'start'; readonly person: CastPerson }
	| { readonly kind: 'publish'; readonly publication: story.StoryPublication }
	| { readonly kind: 'nudge'; readonly nudge: Nudge }
	| { readonly kind: 'ask'; readonly pulse: NewPulse }
	| { readonly kind: 'voice'; readonly voice: Voice }
	| { readonly kind: 'walk'; readonly heard: HeardOnFloor }
	| { readonly kind: 'exempt'; readonly exemption: Exemption }
	| { readonly kind: 'sign'; readonly signature: PlannedSignature }
	| { readonly kind: 'assign'; readonly assignment: Omit<AssignmentSave, 'at'> }
	| {
			readonly kind: 'answer';
			readonly personId: string;
			readonly given: Omit<GivenAnswer, 'said'> & { readonly said: Template | null };
			/** The answer that finishes the attempt. */
			readonly last: boolean;
	  }
);

/** Everything that happens between the adoption of the content and now, in order; writes nothing. */
export function planHistory(catalogue: Catalogue, adoptedAt: number, now: number): Happening[] {
	const published = story.publications.map((publication) => {
		return { kind: 'publish' as const, at: publishedAt(publication, now), publication };
	});
	const changes = published
		.filter(({ publication }) => publication.change === 'material')
		.map(({ publication, at }) => ({ policyId: publication.policyId, at }));
	const sittings = castPeople.flatMap((person) =>
		planSittings(person, { catalogue, adoptedAt, now, changes }),
	);
	const happenings: Happening[] = [
		...castPeople.map((person) => ({ kind: 'start' as const, at: startOf(person, now), person })),
		...published,
		...sittings.flatMap((sitting) => answersIn(sitting, sittings, catalogue)),
		...exemptions(now),
		...planSignatures(sittings, catalogue),
		goldenQuarter(now),
		...nudges(now),
		...pulsesAsked(now).map((pulse) => ({ kind: 'ask' as const, at: pulse.at, pulse })),
		...voices(now),
		...walk(now),
	];
	return happenings.filter(({ at }) => at >= adoptedAt).sort((a, b) => a.at - b.at);
}

/** In the morning of a working day. */
function publishedAt({ daysAgo }: story.StoryPublication, now: number): number {
	const today = serviceDay(now, companyTimeZone);
	const mornings = daysAgo.map((days) => momentAt(addDays(today, -days), 9.7, companyTimeZone));
	const working = mornings.find((at) => ![0, 6].includes(new Date(at).getUTCDay()));
	return working ?? mornings[0] ?? now;
}

function answersIn(
	sitting: PlannedSitting,
	all: readonly PlannedSitting[],
	catalogue: Catalogue,
): Happening[] {
	const { person, kind, subject, at: shownAt, stopsAfter } = sitting;
	const random = createRandom(`${person.number} ${kind} ${subject}`);
	const attemptId = random.uuid();
	const questions =
		kind === 'lesson'
			? (catalogue.lessonById.get(subject)?.questions ?? [])
			: questionsOfUpdate(sitting, all, catalogue);
	const skill = skillOf(person);
	const inOwnLanguage = (question: Question) => inSpanish(question, person, catalogue);
	const asked = { attemptId, questions, beganAt: shownAt, skill, stopsAfter, inOwnLanguage };
	const sat = sit(asked, random);
	return sat.map(({ at, last, ...answer }) => ({
		kind: 'answer',
		at,
		personId: person.id,
		last,
		given: { ...answer, subject: { kind, id: subject }, attemptId, shownAt },
	}));
}

/** An update asks what the lessons asked through which the person came to know the policy. */
function questionsOfUpdate(
	{ person, subject, at }: PlannedSitting,
	all: readonly PlannedSitting[],
	catalogue: Catalogue,
) {
	const done = all.filter(
		(sitting) =>
			sitting.person === person &&
			sitting.kind === 'lesson' &&
			sitting.at < at &&
			sitting.stopsAfter === undefined,
	);
	const lessons = new Set(done.map((sitting) => sitting.subject));
	return (catalogue.questionsByPolicy.get(subject) ?? []).filter(({ id }) =>
		lessons.has(catalogue.questionById.get(id)?.lesson.id ?? ''),
	);
}

/** How often somebody is right at first: between seven and nine and a half times in ten. */
function skillOf({ number }: CastPerson): number {
	return 0.7 + 0.25 * createRandom(`${number} skill`).next();
}

function nudges(now: number): Happening[] {
	return story.nudgesSent.map(({ from, to, policyId }) => {
		const random = createRandom(`${from} nudges ${to}`);
		const sender = castPerson(from);
		const at = lastShift(sender, now, random);
		const nudge = { employeeId: castPerson(to).id, policyId, sentBy: sender.id, sentAt: at };
		return { kind: 'nudge', at, nudge: { ...nudge, id: random.uuid() } };
	});
}

function exemptions(now: number): Happening[] {
	const spring = now + 75 * 86_400_000;
	return story.exemptionsGranted.map(({ from, to, policyId, daysAgo, reason }) => {
		const random = createRandom(`${from} exempts ${to}`);
		const grantor = castPerson(from);
		const at = lastShift(grantor, now - daysAgo * 86_400_000, random);
		const person = { employeeId: castPerson(to).id, policyId, reason };
		const granted = { grantedBy: grantor.id, grantedAt: at, endsAt: spring };
		return { kind: 'exempt', at, exemption: { id: random.uuid(), ...person, ...granted } };
	});
}

function lastShift(person: CastPerson, before: number, random: Random): number {
	return momentOnLastShift(person, { before, length: longestSitting }, random);
}
