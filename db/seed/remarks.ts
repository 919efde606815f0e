import type { Database } from '#db/connection.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import type { Person } from '#people/person.ts';
import { type PolicyHistory, versionAt } from '#policies/versions.ts';
import { answerRemarks } from '#remarks/answer-remarks.ts';
import { remarkIdOf, tellUs } from '#remarks/tell-us.ts';
import { castPerson } from './cast.ts';
import { longestSitting } from './plan-sittings.ts';
import { createRandom } from './random.ts';
import { type Told, told } from './remarks-told.ts';
import { momentOnLastShift } from './shift-hours.ts';
import { policyOwner } from './story.ts';

const day = 24 * 3_600_000;

/** One moment of it: somebody speaks, or is answered. */
export type Voice = { readonly says: Told } | { readonly answers: Told };

/** What people say in the eight weeks, and what is answered. */
export function voices(now: number): { kind: 'voice'; at: number; voice: Voice }[] {
	const momentOf = (number: string, daysAgo: number, seed: string) =>
		momentOnLastShift(
			castPerson(number),
			{ before: now - (daysAgo - 1) * day, length: longestSitting },
			createRandom(seed),
		);
	return told.flatMap((each) => {
		const { who, daysAgo, answer, words } = each;
		const said = {
			kind: 'voice' as const,
			at: momentOf(who, daysAgo, words),
			voice: { says: each },
		};
		if (!answer) return [said];
		const at = momentOf(policyOwner, answer.daysAgo, `answer to ${words}`);
		return [said, { kind: 'voice' as const, at, voice: { answers: each } }];
	});
}

type World = {
	readonly db: Database;
	readonly catalogue: Catalogue;
	readonly people: ReadonlyMap<string, Person>;
	readonly history: PolicyHistory;
};

export async function speak(world: World, voice: Voice, at: number): Promise<void> {
	if ('says' in voice) return say(world, voice.says, at);
	const { answer } = voice.answers;
	if (!answer) return;
	const key = keyOf(`answer ${voice.answers.words}`);
	const remarkIds = [remarkIdOf(keyOf(voice.answers.words))];
	const { kind, words } = answer;
	await answerRemarks(world.db, {
		key,
		remarkIds,
		kind,
		words,
		by: castPerson(policyOwner).id,
		at,
	});
}

async function say({ db, catalogue, people, history }: World, saying: Told, at: number) {
	const { who, policyId, kind, words, named = false, lessonId = '' } = saying;
	const person = people.get(castPerson(who).id);
	const version = versionAt(history.byId.get(policyId), at)?.number;
	if (!person || !version) throw new Error(`The story's remark of ${who} comes too early.`);
	const lesson = catalogue.lessonById.get(lessonId);
	const sent = { key: keyOf(words), policyId, version, lesson, kind, words, named };
	await tellUs(db, sent, { person, at });
}

function keyOf(seed: string): string {
	return createRandom(seed).uuid();
}
