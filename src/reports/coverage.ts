import type { Assignment } from '#assignments/assigned.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import type { Channel, Touchpoint } from '#lessons/journey.ts';
import type { Lesson } from '#lessons/lesson.ts';
import type { Versions } from '#policies/facts.ts';
import type { PolicyVersion } from '#policies/versions.ts';

/** A policy at one place: whether it speaks to the channel there, and who is taught it. */
export type Covering = {
	readonly version: PolicyVersion;
	readonly hasLine: boolean;
	/** The lessons on it that people of the channel are given. */
	readonly taughtBy: readonly Lesson[];
};

/**
 * Covered: a policy has a line for the channel and people there are given a lesson on it. Partly:
 * one of the two is missing. Hole: no policy, or one with neither.
 */
export type Coverage = 'covered' | 'partly' | 'hole';

/** Where a channel meets the customer: one place on the map. */
export type Place = {
	readonly touchpoint: Touchpoint;
	readonly channel: Channel;
	readonly covering: readonly Covering[];
	readonly coverage: Coverage;
};

export type Ground = {
	readonly catalogue: Catalogue;
	readonly versions: Versions;
	readonly assignments: readonly Assignment[];
};

/** Every touchpoint by every channel, the touchpoints that weigh most first. */
export function placesOf(ground: Ground): Place[] {
	const { touchpoints, channels } = ground.catalogue;
	return touchpoints
		.toSorted((a, b) => a.influence - b.influence)
		.flatMap((touchpoint) => channels.map((channel) => placeAt(touchpoint, channel, ground)));
}

function placeAt(touchpoint: Touchpoint, channel: Channel, ground: Ground): Place {
	const covering = [...ground.versions.values()]
		.filter(({ body }) => body.touchpoints.includes(touchpoint.id))
		.map((version) => coveringBy(version, channel.id, ground));
	return { touchpoint, channel, covering, coverage: coverageOf(covering) };
}

/** What a policy has for one channel. */
export function coveringBy(version: PolicyVersion, channelId: string, ground: Ground): Covering {
	const lessons = ground.catalogue.lessons.filter(({ policies }) =>
		policies.includes(version.policyId),
	);
	return {
		version,
		hasLine: Boolean(version.body.how[channelId]?.trim()),
		taughtBy: lessons.filter(({ id }) => isGiven(id, channelId, ground.assignments)),
	};
}

function coverageOf(covering: readonly Covering[]): Coverage {
	const taught = ({ taughtBy }: Covering) => taughtBy.length > 0;
	if (covering.some((policy) => policy.hasLine && taught(policy))) return 'covered';
	return covering.some((policy) => policy.hasLine || taught(policy)) ? 'partly' : 'hole';
}

/** Whether a rule that leaves nobody of the channel out for good gives the lesson. */
function isGiven(lessonId: string, channelId: string, assignments: readonly Assignment[]): boolean {
	return assignments.some(
		({ lessons, audience }) =>
			lessons.includes(lessonId) &&
			(audience.channels === undefined || audience.channels.includes(channelId)),
	);
}

/** The places that lack something: holes before what is half there, what weighs most first. */
export function lackingOf(places: readonly Place[]): Place[] {
	const rank = { hole: 0, partly: 1, covered: 2 };
	return places
		.filter(({ coverage }) => coverage !== 'covered')
		.toSorted(
			(a, b) =>
				rank[a.coverage] - rank[b.coverage] || a.touchpoint.influence - b.touchpoint.influence,
		);
}

/** What the map says, in a sentence. */
export function findingOf(places: readonly Place[]): string {
	const lacking = lackingOf(places);
	const [worst] = lacking;
	if (!worst)
		return `All ${places.length} places where a customer meets us have a word and a lesson.`;
	const holes = lacking.filter(({ coverage }) => coverage === 'hole').length;
	const few = holes || lacking.length;
	const what =
		holes > 0
			? `${few === 1 ? 'has' : 'have'} nobody's word`
			: `${few === 1 ? 'is' : 'are'} half covered`;
	const moment = worst.touchpoint.momentOfTruth ? ', a moment of truth' : '';
	const place = `${worst.touchpoint.name}, ${worst.channel.name}`;
	return `${few} of ${places.length} places ${what}. The worst is “${place}”${moment}.`;
}

/** The touchpoints at which one policy alone holds, in every channel. */
export function restingOnOne(places: readonly Place[]): Touchpoint[] {
	const rows = [...Map.groupBy(places, ({ touchpoint }) => touchpoint)];
	return rows.flatMap(([touchpoint, row]) =>
		row.every(({ covering }) => covering.length === 1) ? touchpoint : [],
	);
}

/** What to do about a place that lacks something. */
export function remedyFor({ covering }: Place): string {
	const [first] = covering.toSorted((a, b) => Number(b.hasLine) - Number(a.hasLine));
	if (!first)
		return 'No policy names this touchpoint. Add the touchpoint to the policy that holds there.';
	const title = `“${first.version.body.title}”`;
	if (!first.hasLine && first.taughtBy.length > 0)
		return `Write a line for this channel in ${title}.`;
	if (first.hasLine) return `Give a lesson on ${title} to the people of this channel.`;
	return `Write a line for this channel in ${title}, and give its people a lesson on it.`;
}
