import { Invalid } from '#lib/errors.ts';
import { type PolicyBody, policyBodySchema } from './body.ts';
import { factsNamed, withoutFacts } from './text.ts';

/**
 * Checks a body as it came from the form. `knownFacts` has every fact of the other policies.
 * Throws Invalid with a sentence per field: `statement`, `how.store`, `facts.window` …
 */
export function parseBody(
	policyId: string,
	input: unknown,
	known: { readonly facts: (name: string) => boolean; readonly channels: readonly string[] },
): PolicyBody {
	const result = policyBodySchema.safeParse(input);
	if (!result.success) {
		const problems = result.error.issues.map((i) => [fieldOf(i.path), i.message] as const);
		throw new Invalid(Object.fromEntries(problems.toReversed()));
	}
	const problems = unknownNames(policyId, result.data, known);
	if (Object.keys(problems).length > 0) throw new Invalid(problems);
	return result.data;
}

function unknownNames(
	policyId: string,
	body: PolicyBody,
	known: { readonly facts: (name: string) => boolean; readonly channels: readonly string[] },
): Record<string, string> {
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
	return problems;
}

function howFields(body: PolicyBody): Record<string, string> {
	return Object.fromEntries(Object.entries(body.how).map(([id, text]) => [`how.${id}`, text]));
}

function fieldOf(path: readonly PropertyKey[]): string {
	return path
		.slice(0, path[0] === 'how' || path[0] === 'facts' ? 2 : 1)
		.map(String)
		.join('.');
}
