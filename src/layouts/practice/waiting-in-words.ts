import type { Person } from '#people/person.ts';
import { dayInWords, serviceDay } from '#lib/service-day.ts';
import { versionsFor } from '#policies/reading.ts';
import type { PolicyHistory, PolicyVersion } from '#policies/versions.ts';
import type { Chosen } from '#practice/choose-minute.ts';
import { listInWords } from '#practice/in-words.ts';

type Reading = {
	readonly person: Person;
	readonly history: PolicyHistory;
	readonly at: number;
};

/** "Returns changed on Monday." */
export function changeInWords(
	{ policyId, effectiveAt }: PolicyVersion,
	{ person, history, at }: Reading,
): string {
	const title = versionsFor(person, history, at).get(policyId)?.body.title ?? policyId;
	const [day, today] = [effectiveAt, at].map((moment) => serviceDay(moment, person.timeZone));
	return `${title} changed ${onDay(dayInWords(day ?? '', today ?? ''))}.`;
}

/** "today" stays; a weekday or a date takes "on". */
function onDay(day: string): string {
	return ['today', 'yesterday', 'tomorrow'].includes(day) ? day : `on ${day}`;
}

/** What a minute is about, in a line: what changed, or else which policies are asked. */
export function waitingInWords(waiting: readonly Chosen[], reading: Reading): string {
	const changed = new Map(
		waiting.flatMap(({ changed }) => (changed ? [[changed.policyId, changed] as const] : [])),
	);
	if (changed.size > 0) {
		return [...changed.values()].map((version) => changeInWords(version, reading)).join(' ');
	}
	const versions = versionsFor(reading.person, reading.history, reading.at);
	const titles = waiting.map(({ question: { policyId } }) => {
		return `“${versions.get(policyId)?.body.title ?? policyId}”`;
	});
	return `${listInWords(titles)}: still in mind?`;
}
