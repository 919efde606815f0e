import { channelName } from '#lessons/catalogue.ts';
import type { PolicyBody } from '#policies/body.ts';
import { type Facts, factsOf, withVersion } from '#policies/facts.ts';
import { nameNow, type Rename } from '#policies/renames.ts';
import { sameBody } from './adopt-content.ts';
import { factsNamedIn, goneFacts } from './gone-facts.ts';
import type { Ground, Intent, Refusal } from './refusal.ts';
import { channelsReached } from './consent.ts';
import { missingConsent } from './missing-consent.ts';
import { unfinished } from './unfinished.ts';
import { unsoundQuestions } from './unsound-questions.ts';
import { unsoundRecalls } from './unsound-recalls.ts';

/** Everything that speaks against publishing a draft now; empty if nothing does. */
export function refusals(intent: Intent, ground: Ground): Refusal[] {
	const { together = ground.versions } = ground;
	const after = withVersion(together, { ...ground.newest, body: intent.body });
	const lacking = halfWritten(intent);
	return [
		...(lacking.length > 0 ? lacking : unfinished(intent)),
		...inAnotherPackage(ground),
		...alreadyPlanned(ground),
		...staleOrSame(intent, ground),
		...wrongKind(intent, ground),
		...unknownFacts(intent, factsOf(after)),
		...goneFacts(intent, ground, after),
		...unsoundQuestions(intent, ground, after),
		...unsoundRecalls(intent, ground, after),
		...missingChannels(intent, ground),
		...missingConsent(intent, ground),
	];
}

/** All of them in one line, for where there is room for one. */
export function sayRefusals(found: readonly Refusal[]): string {
	return `Not published. ${found.map(({ place, message }) => `${place}: ${message}`).join(' ')}`;
}

/** What is published is the body, and it lacks what cannot be read yet. */
function halfWritten({ typed }: Intent): Refusal[] {
	if (!typed || typed.problems === 0) return [];
	const fields = typed.problems === 1 ? 'One field needs' : `${typed.problems} fields need`;
	return [
		{ place: 'The draft', message: `${fields} another look. Go back to writing and mend it.` },
	];
}

function inAnotherPackage({ elsewhere }: Ground): Refusal[] {
	if (!elsewhere) return [];
	const message = `It belongs to the package “${elsewhere.title}” and is published with it. Publish the package, or take the policy out of it.`;
	return [{ place: 'The draft', message }];
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
	if (!sameBody(body, newest.body)) return [];
	return [
		{
			place: 'The draft',
			message: 'It says the same as what is in force. Change something first.',
		},
	];
}

function wrongKind({ change, body }: Intent, { newest }: Ground): Refusal[] {
	if (change === 'material') return [];
	if (newest.number === 0) {
		const message = 'A new policy is material: everybody whom it concerns has to learn it.';
		return [{ place: 'The draft', message }];
	}
	return changedFacts(newest.body, body, newest.renames).map((name) => ({
		place: `Fact ${name}`,
		message:
			'A number that changes is a material change: whoever learned the old one has to be asked again.',
	}));
}

/** The names of the facts that have another value somewhere, or are gone; a new name alone changes nothing. */
export function changedFacts(
	before: PolicyBody,
	after: PolicyBody,
	renames: readonly Rename[] = [],
): string[] {
	return Object.entries(before.facts).flatMap(([name, fact]) => {
		const now = after.facts[nameNow(name, { body: after, renames })];
		return now && sameBody(now, fact) ? [] : [name];
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

/** A line of `how` may be missing only for a channel that nobody works in who has to know the policy. */
function missingChannels({ policyId, body }: Intent, ground: Ground): Refusal[] {
	return channelsReached(policyId, ground)
		.filter((channel) => !body.how[channel])
		.map((channel) => ({
			place: `How: ${channelName(ground.catalogue, channel)}`,
			message: 'People in this channel have to know the policy. Say how they contribute.',
		}));
}
