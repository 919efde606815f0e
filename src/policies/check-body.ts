import { z } from 'astro/zod';
import { Invalid } from '#lib/errors.ts';
import { strayMark, tag } from '#lib/few-marks.ts';
import { nearNames } from '#lib/near.ts';
import { looseBody, type PolicyBody, policyBodySchema } from './body.ts';
import { factsNamed, withoutFacts } from './text.ts';

/** What a body may name: the facts of the other policies, the channels and the places. */
export type Known = {
	readonly facts: (name: string) => boolean;
	/** The names of those facts, to say which was meant. */
	readonly names?: readonly string[];
	readonly channels: readonly string[];
	/** The keys of the organisation's markets and sites. */
	readonly places?: readonly string[];
};

/**
 * Checks a body as it came from the form. `known` has every fact of the other policies.
 * Throws Invalid with a sentence per field: `statement`, `how.store`, `facts.window` …
 */
export function parseBody(policyId: string, input: unknown, known: Known): PolicyBody {
	const { body, problems } = checkBody(policyId, input, known);
	if (!body) throw new Invalid(problems);
	return body;
}

export type CheckedBody = {
	/** Undefined while something has to be mended. */
	readonly body: PolicyBody | undefined;
	readonly problems: Readonly<Record<string, string>>;
};

/** The body, or everything that has to be mended before it is one. */
export function checkBody(policyId: string, input: unknown, known: Known): CheckedBody {
	const result = policyBodySchema.safeParse(input);
	const issues = result.success
		? []
		: result.error.issues.map((i) => [fieldOf(i.path), i.message] as const);
	const names = namesOf(input);
	const problems = {
		...wordProblems(policyId, looseBody(input), names, known),
		...Object.fromEntries(issues.toReversed()),
	};
	const sound = result.success && Object.keys(problems).length === 0;
	return { body: sound ? result.data : undefined, problems };
}

/** The facts that somebody has begun to write, right or not: a wrong value is said once, beside it. */
function namesOf(input: unknown): readonly string[] {
	const { facts } = z
		.object({ facts: z.record(z.string(), z.unknown()) })
		.catch({ facts: {} })
		.parse(input);
	return Object.keys(facts);
}

function wordProblems(
	policyId: string,
	body: PolicyBody,
	own: readonly string[],
	known: Known,
): Record<string, string> {
	const problems: Record<string, string> = {};
	const plain = { title: body.title, statement: body.statement };
	for (const [field, text] of Object.entries({ ...plain, why: body.why, ...howFields(body) })) {
		const unknown = field === 'title' ? undefined : factProblem(policyId, text, own, known);
		const mark = field in plain ? tagProblem(text) : strayMark(text);
		const problem = unknown ?? mark;
		if (problem) problems[field] = problem;
	}
	for (const channel of Object.keys(body.how)) {
		if (!known.channels.includes(channel)) problems[`how.${channel}`] = 'There is no such channel.';
	}
	return { ...problems, ...unknownPlaces(body, known.places) };
}

function unknownPlaces(
	{ facts }: PolicyBody,
	places: readonly string[] | undefined,
): Record<string, string> {
	const unknown = Object.entries(facts).flatMap(([name, { varies = {} }]) =>
		Object.keys(varies)
			.filter((place) => places && !places.includes(place))
			.map((place) => [`facts.${name}.varies.${place}`, 'There is no such place.'] as const),
	);
	return Object.fromEntries(unknown);
}

function tagProblem(text: string): string | undefined {
	return tag.test(text) ? strayMark(text) : undefined;
}

function factProblem(
	policyId: string,
	text: string,
	own: readonly string[],
	known: Known,
): string | undefined {
	const prefix = `${policyId}.`;
	const short = (name: string) => (name.startsWith(prefix) ? name.slice(prefix.length) : name);
	const exists = (name: string) =>
		name.startsWith(prefix) ? own.includes(short(name)) : known.facts(name);
	const unknown = factsNamed(policyId, text).find((name) => !exists(name));
	if (unknown) {
		const near = nearNames(short(unknown), [...own, ...(known.names ?? [])]);
		const meant = near.map((name) => `{${name}}`).join(' or ');
		return `There is no fact {${short(unknown)}}. ${meant ? `Did you mean ${meant}? Or add it` : 'Add it'} below, or write one that is there.`;
	}
	return /[{}]/.test(withoutFacts(text))
		? 'A brace stands alone. Write a fact like {window}, or take the brace away.'
		: undefined;
}

function howFields(body: PolicyBody): Record<string, string> {
	return Object.fromEntries(Object.entries(body.how).map(([id, text]) => [`how.${id}`, text]));
}

function fieldOf(path: readonly PropertyKey[]): string {
	// `facts.window.varies.market:DE` for what is wrong at one place.
	const length = path[0] === 'how' ? 2 : path[0] === 'facts' ? (path[2] === 'varies' ? 4 : 2) : 1;
	return path.slice(0, length).map(String).join('.');
}
