import { z } from 'astro/zod';
import type { Report } from '#lib/problem.ts';
import { readYaml, splitFrontMatter } from '#lib/yaml-file.ts';
import { type PolicyBody, policyBodySchema } from './body.ts';
import { factName } from './fact.ts';

/** A policy as its file has it: where a policy starts, before the database knows it. */
export type PolicyFile = {
	readonly id: string;
	readonly owner: string;
	/** The version that the file holds, and the last material one; a translation names the ones it follows. */
	readonly version: number;
	readonly body: PolicyBody;
	/** Names that lessons may use already for facts that still have their old one: `period: window`. */
	readonly renamed?: Readonly<Record<string, string>>;
};

const fileSchema = policyBodySchema
	.extend({
		id: z.string(),
		owner: z.string({ error: 'Say which function owns the policy, like: owner: Stores.' }).min(1),
		version: z.number().int().min(1).default(1),
		renamed: z.record(z.string().regex(factName), z.string()).default({}),
	})
	.strict()
	.superRefine(({ facts, renamed }, context) => {
		for (const [to, from] of Object.entries(renamed)) {
			if (Object.hasOwn(facts, from) && !Object.hasOwn(facts, to)) continue;
			const message = 'Write the new name, and after it the one that stands under facts.';
			context.addIssue({ code: 'custom', message, path: ['renamed', to] });
		}
	});

/** Reads `content/policies/returns.md`; what is wrong is reported with its line. */
export function readPolicyFile(source: string, report: Report): PolicyFile | undefined {
	const parts = splitFrontMatter(source);
	if (!parts) {
		report(1, 'A policy file begins with front matter. Write --- above and below it.');
		return undefined;
	}
	const file = readYaml(parts.yaml, fileSchema, report, 1);
	if (!file) return undefined;
	const { id, owner, version, renamed, ...body } = file;
	const markdown = parts.body.trim();
	return {
		id,
		owner,
		version,
		...(Object.keys(renamed).length > 0 ? { renamed } : {}),
		body: markdown ? { ...body, why: `${body.why}\n\n${markdown}` } : body,
	};
}
