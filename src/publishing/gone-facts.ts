import type { Lesson } from '#lessons/lesson.ts';
import type { PolicyBody } from '#policies/body.ts';
import { exactFactsOf, factsOf, type Versions } from '#policies/facts.ts';
import { nameNow } from '#policies/renames.ts';
import { factsNamed } from '#policies/text.ts';
import type { Ground, Intent, Refusal } from './refusal.ts';

/** A fact that is no longer there under its name, and what it is called instead if it was renamed. */
type Gone = { readonly name: string; readonly now: string | undefined };

/**
 * Lessons, translations and other policies that name a fact which a draft takes away or gives
 * another name: publishing waits for them.
 */
export function goneFacts(intent: Intent, ground: Ground, after: Versions): Refusal[] {
	const goneAs = lookUp(intent, ground, after);
	const { catalogue, versions, together = versions } = ground;
	return [
		...catalogue.everything.flatMap((lesson) => inLesson(lesson, goneAs)),
		...[...together.values()]
			.filter(({ policyId }) => policyId !== intent.policyId)
			.flatMap(({ policyId, body }) =>
				factsNamedIn(policyId, body).flatMap((name) => {
					const gone = goneAs(name);
					if (!gone) return [];
					const remedy = gone.now && `Write {${gone.now}} there.`;
					return [{ place: body.title, message: `This policy uses ${say(gone, remedy)}` }];
				}),
			),
	];
}

export function factsNamedIn(policyId: string, { statement, why, how }: PolicyBody): string[] {
	return [statement, why, ...Object.values(how)].flatMap((text) => factsNamed(policyId, text));
}

function lookUp(
	{ policyId, body }: Intent,
	{ newest }: Ground,
	after: Versions,
): (name: string) => Gone | undefined {
	const [there, found] = [exactFactsOf(after), factsOf(after)];
	return (name) => {
		const [policy, fact = ''] = name.split('.');
		if (policy !== policyId || there(name)) return undefined;
		// A lesson may be ahead: it has a name that was saved in a draft and never published.
		if (found(name) && !Object.hasOwn(newest.body.facts, fact)) return undefined;
		const now = nameNow(fact, { body, renames: newest.renames ?? [] });
		return { name, now: now === fact ? undefined : `${policyId}.${now}` };
	};
}

function inLesson(lesson: Lesson, goneAs: (name: string) => Gone | undefined): Refusal[] {
	const shown = lesson.uses.filter(({ tag }) => tag === 'Fact');
	// A condition on a fact that is taken away is refused as one that no longer holds.
	const conditions = lesson.questions.flatMap(({ holds, line }) =>
		[...new Set(holds.map(({ of }) => of))].flatMap((of) =>
			goneAs(of)?.now ? [{ of, line }] : [],
		),
	);
	return [...shown, ...conditions].flatMap(({ of, line }) => {
		const gone = goneAs(of);
		if (!gone) return [];
		const message = `The lesson “${lesson.title}” uses ${say(gone, gone.now && `Write ${gone.now} there.`)}`;
		return [{ place: `content/${lesson.file}:${line}`, message }];
	});
}

function say({ name, now }: Gone, remedy: string | undefined): string {
	return now === undefined
		? `${name}, which this draft removes. Keep the fact, or take it out there first.`
		: `${name}, which this draft calls ${now}. ${remedy}`;
}
