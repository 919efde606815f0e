import { isInAudience } from '#assignments/audience.ts';
import { daysGiven } from '#assignments/due.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { siteOf, startOf, teamOf, teamPathOf } from './cast.ts';
import type { CastPerson } from './cast-person.ts';
import { createRandom, type Random } from './random.ts';
import { momentOnLastShift, momentOnShift } from './shift-hours.ts';
import { type Manner, mannerOf, type Part, parts } from './story.ts';

/** Somebody sits down with a lesson or a change, and when. */
export type PlannedSitting = {
	readonly person: CastPerson;
	readonly kind: 'lesson' | 'update';
	readonly subject: string;
	readonly at: number;
	readonly stopsAfter: number | undefined;
};

export type PlanFor = {
	readonly catalogue: Catalogue;
	/** When the lessons came to the company. */
	readonly adoptedAt: number;
	readonly now: number;
	/** What was published with a material change, and when. */
	readonly changes: readonly { readonly policyId: string; readonly at: number }[];
};

/** Milliseconds after which any sitting is over. */
export const longestSitting = 25 * 60_000;
/** Within so many days people take up a change, the slow ones later. */
const daysForAChange = 6;
const betweenSittings = 20 * 60_000;

/** All that one person does in the story, in order. */
export function planSittings(person: CastPerson, plan: PlanFor): PlannedSitting[] {
	const random = createRandom(`Halden & Lund ${person.number}`);
	const part = parts[person.number] ?? {};
	const manner = personalManner(person, part, random);
	const lessons = planLessons(person, part, manner, plan, random);
	const begun = planBegun(person, part, plan, random);
	const updates = planUpdates(person, part, manner, { ...plan, lessons }, random);
	return apart([...lessons, ...begun, ...updates]).filter(
		({ at }) => at + longestSitting < plan.now,
	);
}

/** Whoever leads does all of it, and early. */
function personalManner(person: CastPerson, part: Part, random: Random): Manner {
	const manner = mannerOf(person.teamId);
	if (person.roles.length > 0) return { ...manner, share: 1, pace: 0.3, passes: 1 };
	const thorough = part.thorough ?? random.happens(manner.thorough);
	return thorough ? { ...manner, share: 1, passes: Math.max(manner.passes, 0.9) } : manner;
}

function planLessons(
	person: CastPerson,
	part: Part,
	{ share, pace }: Manner,
	{ catalogue, adoptedAt, now }: PlanFor,
	random: Random,
): PlannedSitting[] {
	const from = Math.max(startOf(person, now), adoptedAt);
	const sitting = (subject: string, daysLater: number): PlannedSitting => {
		const at = momentOnShift(person, { from, daysLater }, random);
		return { person, kind: 'lesson', subject, at, stopsAfter: undefined };
	};
	if (part.does) return Object.entries(part.does).map(([id, days]) => sitting(id, days));
	const left = new Set([...(part.leaves ?? []), part.begins]);
	return tracksFor(person, catalogue, now).flatMap(({ lessons, due }) => {
		const days = lessons.map(() =>
			Math.floor(daysGiven(due) * pace * (0.05 + 0.95 * random.next())),
		);
		const inOrder = days.toSorted((a, b) => a - b);
		return lessons
			.map((id, index) => sitting(id, inOrder[index] ?? 0))
			.filter(({ subject }) => random.happens(share) && !left.has(subject));
	});
}

function tracksFor(person: CastPerson, catalogue: Catalogue, now: number) {
	const { id: siteId, timeZone } = siteOf(person);
	const { vendorId } = teamOf(person);
	const place = { siteId, timeZone, vendorId, teamPath: teamPathOf(person) };
	const member = { ...person, ...place, language: 'en', startedAt: startOf(person, now) };
	return catalogue.tracks
		.filter(({ audience }) => isInAudience(audience, member, now))
		.toSorted((a, b) => daysGiven(a.due) - daysGiven(b.due));
}

function planBegun(
	person: CastPerson,
	{ begins }: Part,
	{ now }: PlanFor,
	random: Random,
): PlannedSitting[] {
	if (begins === undefined) return [];
	const at = momentOnLastShift(person, { before: now, length: longestSitting }, random);
	return [{ person, kind: 'lesson', subject: begins, at, stopsAfter: 2 }];
}

/** Whoever had done a lesson on a policy before it changed is asked again. */
function planUpdates(
	person: CastPerson,
	{ ignores = [] }: Part,
	{ passes, pace }: Manner,
	{ catalogue, changes, lessons }: PlanFor & { lessons: readonly PlannedSitting[] },
	random: Random,
): PlannedSitting[] {
	return changes.flatMap(({ policyId, at: changedAt }) => {
		const asked = lessons.some(
			({ subject, at }) =>
				at + longestSitting < changedAt &&
				catalogue.lessonById.get(subject)?.policies.includes(policyId),
		);
		const passed = random.happens(passes) && !ignores.includes(policyId);
		const daysLater = random.below(Math.ceil(daysForAChange * pace));
		const at = momentOnShift(person, { from: changedAt, daysLater }, random);
		if (!asked || !passed) return [];
		return [{ person, kind: 'update', subject: policyId, at, stopsAfter: undefined }];
	});
}

/** One thing after the other: nobody sits with two lessons at once. */
function apart(sittings: readonly PlannedSitting[]): PlannedSitting[] {
	let free = 0;
	return sittings
		.toSorted((a, b) => a.at - b.at)
		.map((sitting) => {
			const at = Math.max(sitting.at, free);
			free = at + betweenSittings;
			return { ...sitting, at };
		});
}
