import { channelName } from '#lessons/catalogue.ts';
import { compareQuantities } from '#lib/quantity.ts';
import type { PolicyBody } from '#policies/body.ts';
import { type Facts, factsOf, withVersion } from '#policies/facts.ts';
import { factsNamed } from '#policies/text.ts';
import type { Ground, Intent, Refusal } from './refusal.ts';
import { unsoundQuestions } from './unsound-questions.ts';

/** Everything that speaks against publishing a draft now; empty if nothing does. */
export function refusals(intent: Intent, ground: Ground): Refusal[] {
	const after = factsOf(withVersion(ground.versions, { ...ground.newest, body: intent.body }));
	return [
		...alreadyPlanned(ground),
		...staleOrSame(intent, ground),
		...wrongKind(intent, ground),
		...unknownFacts(intent, after),
		...removedFacts(intent, ground, after),
		...unsoundQuestions(intent, ground, after),
		...missingChannels(intent, ground),
	];
}

/** All of them in one line, for where there is room for one. */
export function sayRefusals(found: readonly Refusal[]): string {
	return `Not published. ${found.map(({ place, message }) => `${place}: ${message}`).join(' ')}`;
}

function alreadyPlanned({ newest, planned }: Ground): Refusal[] {
	if (!planned) return [];
	const message = `Version ${newest.number} is published and has yet to take effect. Withdraw it first, or wait until it is in force.`;
	return [{ place: 'The draft', message }];
}

function staleOrSame({ baseNumber, body }: Intent, { newest }: Ground): Refusal[] {
	if (baseNumber !== newest.number) {
		const message = `This draft was begun from version ${baseNumber}; version ${newest.number} has been published since. Compare the two, then say that the draft is to follow version ${newest.number}.`;
		return [{ place: 'The draft', message }];
	}
	if (JSON.stringify(sorted(body)) !== JSON.stringify(sorted(newest.body))) return [];
	return [
		{
			place: 'The draft',
			message: 'It says the same as what is in force. Change something first.',
		},
	];
}

function sorted(body: PolicyBody) {
	const entries = (record: object) => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
	const { facts, how, acknowledge = false, ...rest } = body;
	return [
		entries({ ...rest, acknowledge }),
		entries(how),
		entries(facts).map(([name, { value, unit }]) => [name, value, unit]),
	];
}

function wrongKind({ change, body }: Intent, { newest }: Ground): Refusal[] {
	if (change === 'material') return [];
	return changedFacts(newest.body, body).map((name) => ({
		place: `Fact ${name}`,
		message:
			'A number that changes is a material change: whoever learned the old one has to be asked again.',
	}));
}

/** The names of the facts that have another value, or are gone. */
export function changedFacts(before: PolicyBody, after: PolicyBody): string[] {
	return Object.entries(before.facts).flatMap(([name, fact]) => {
		const now = after.facts[name];
		return now && compareQuantities(fact, now) === 0 && fact.unit === now.unit ? [] : [name];
	});
}

/** A fact of another policy may have gone since the draft was saved. */
function unknownFacts({ policyId, body }: Intent, after: Facts): Refusal[] {
	return factsNamedIn(policyId, body)
		.filter((name) => !after(name))
		.map((name) => ({
			place: 'The draft',
			message: `It names ${name}, and there is no such fact. Take it out, or write one that is there.`,
		}));
}

function factsNamedIn(policyId: string, { statement, why, how }: PolicyBody): string[] {
	return [statement, why, ...Object.values(how)].flatMap((text) => factsNamed(policyId, text));
}

function removedFacts(
	{ policyId }: Intent,
	{ catalogue, versions }: Ground,
	after: Facts,
): Refusal[] {
	const gone = (name: string) => name.startsWith(`${policyId}.`) && !after(name);
	const remedy = 'Keep the fact, or take it out there first.';
	const inLessons = [...catalogue.lessons, ...catalogue.translations].flatMap((lesson) =>
		lesson.uses
			.filter(({ tag, of }) => tag === 'Fact' && gone(of))
			.map(({ of, line }) => ({
				place: `content/${lesson.file}:${line}`,
				message: `The lesson “${lesson.title}” uses ${of}, which this draft removes. ${remedy}`,
			})),
	);
	const inPolicies = [...versions.values()]
		.filter((version) => version.policyId !== policyId)
		.flatMap((version) =>
			factsNamedIn(version.policyId, version.body)
				.filter(gone)
				.map((name) => ({
					place: version.body.title,
					message: `This policy uses ${name}, which this draft removes. ${remedy}`,
				})),
		);
	return [...inLessons, ...inPolicies];
}

/** A line of `how` may be missing only for a channel that nobody works in who has to know the policy. */
function missingChannels(
	{ policyId, body }: Intent,
	{ catalogue, assignments }: Ground,
): Refusal[] {
	const teaching = new Set(
		catalogue.lessons.filter(({ policies }) => policies.includes(policyId)).map(({ id }) => id),
	);
	const needed = assignments
		.filter(({ lessons }) => lessons.some((id) => teaching.has(id)))
		.flatMap(({ audience }) => audience.channels ?? catalogue.channels.map(({ id }) => id));
	return [...new Set(needed)]
		.filter((channel) => !body.how[channel])
		.map((channel) => ({
			place: `How: ${channelName(catalogue, channel)}`,
			message: 'People in this channel have to know the policy. Say how they contribute.',
		}));
}
