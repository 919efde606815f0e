import { Invalid } from '#lib/errors.ts';
import { type PolicyBody, policyBodySchema } from './body.ts';
import { factsNamed, withoutFacts } from './text.ts';

type Known = {
	readonly facts: (name: string) => boolean;
	readonly channels: readonly string[];
	/** The keys of the organisation's markets and sites. */
	readonly places?: readonly string[];
};

/**
 * Checks a body as it came from the form. `knownFacts` has every fact of the other policies.
 * Throws Invalid with a sentence per field: `statement`, `how.store`, `facts.window` …
 */
export function parseBody(policyId: string, input: unknown, known: Known): PolicyBody {
	const result = policyBodySchema.safeParse(input);
	if (!result.success) {
		const problems = result.error.issues.map((i) => [fieldOf(i.path), i.message] as const);
		throw new Invalid(Object.fromEntries(problems.toReversed()));
	}
	const problems = unknownNames(policyId, result.data, known);
	if (Object.keys(problems).length > 0) throw new Invalid(problems);
	return result.data;
}

function unknownNames(policyId: string, body: PolicyBody, known: Known): Record<string, string> {
	const own = (name: string) => name.startsWith(`${policyId}.`);
	const exists = (name: string) =>
		own(name) ? Object.hasOwn(body.facts, name.slice(policyId.length + 1)) : known.facts(name);
	const problems: Record<string, string> = {};
	const fields = { statement: body.statement, why: body.why, ...howFields(body) };
	for (const [field, text] of Object.entries(fields)) {
		const unknown = factsNamed(policyId, text).find((name) => !exists(name));
		if (unknown) {
			const short = own(unknown) ? unknown.slice(policyId.length + 1) : unknown;
			problems[field] = `There is no fact {${short}}. Add it below, or write one that is there.`;
		}
		if (/[{}]/.test(withoutFacts(text))) {
			problems[field] ??=
				'A brace stands alone. Write a fact like {window}, or take the brace away.';
		}
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

function howFields(body: PolicyBody): Record<string, string> {
	return Object.fromEntries(Object.entries(body.how).map(([id, text]) => [`how.${id}`, text]));
}

function fieldOf(path: readonly PropertyKey[]): string {
	// `facts.window.varies.market:DE` for what is wrong at one place.
	const length = path[0] === 'how' ? 2 : path[0] === 'facts' ? (path[2] === 'varies' ? 4 : 2) : 1;
	return path.slice(0, length).map(String).join('.');
}
