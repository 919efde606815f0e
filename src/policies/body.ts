import { z } from 'astro/zod';
import { type Fact, factName, factSchema } from './fact.ts';

/** What a policy says: everything that is published, compared, hashed and signed. */
export type PolicyBody = {
	readonly title: string;
	readonly statement: string;
	readonly why: string;
	/** A line or more of Markdown per channel; facts stand in braces. */
	readonly how: Readonly<Record<string, string>>;
	/** By the fact's own name: `window`, not `returns.window`. */
	readonly facts: Readonly<Record<string, Fact>>;
	readonly touchpoints: readonly string[];
	/** After so many months a completion counts no longer; null if it always does. */
	readonly validMonths: number | null;
	/** Everybody is asked to sign it. Left out where nobody is, so that what was published before reads the same. */
	readonly acknowledge?: true | undefined;
};

const text = (what: string, most: number) =>
	z
		.string({ error: `Write ${what}.` })
		.trim()
		.min(1, `Write ${what}.`)
		.max(most, `Shorten ${what} to ${most} characters.`);

const months = 'Write a number of months from 1 to 120, or leave it empty.';

export const policyBodySchema = z.object({
	title: text('a title', 80),
	statement: text('the statement', 400),
	why: text('why it matters', 1200),
	how: z.record(z.string(), text('how this channel contributes', 1200)).default({}),
	facts: z
		.record(z.string().regex(factName), factSchema, {
			error: 'Name a fact with small letters, digits and hyphens, like: window.',
		})
		.default({}),
	touchpoints: z.array(z.string()).min(1, 'Choose at least one touchpoint.'),
	validMonths: z
		.number({ error: months })
		.int(months)
		.min(1, months)
		.max(120, months)
		.nullable()
		.default(null),
	acknowledge: z
		.boolean({ error: 'Write true or false.' })
		.optional()
		.transform((asked) => asked || undefined),
}) satisfies z.ZodType<PolicyBody>;

/** Much more than any text may have: a megabyte that was pasted in is not looked at, only refused. */
const glimpse = z.string().transform((text) => text.slice(0, 5000));

const looseSchema = z.object({
	title: glimpse.catch(''),
	statement: glimpse.catch(''),
	why: glimpse.catch(''),
	how: z.record(z.string(), glimpse).catch({}),
	facts: z.record(z.string(), z.unknown()).catch({}),
	touchpoints: z.array(z.string()).catch([]),
	validMonths: z.number().nullable().catch(null),
	acknowledge: z.literal(true).optional().catch(undefined),
});

/** A half-written body for a preview: what is not yet right is left out, and nothing is refused. */
export function looseBody(input: unknown): PolicyBody {
	const loose = looseSchema.parse(input);
	const facts = Object.entries(loose.facts).flatMap(([name, fact]) => {
		const read = factSchema.safeParse(fact);
		// A place that is half-written leaves the general value standing.
		const general = read.success ? read : factSchema.safeParse(withoutPlaces(fact));
		return general.success ? [[name, general.data] as const] : [];
	});
	return { ...loose, facts: Object.fromEntries(facts) };
}

function withoutPlaces(fact: unknown): unknown {
	return typeof fact === 'object' && fact !== null ? { ...fact, varies: undefined } : fact;
}
