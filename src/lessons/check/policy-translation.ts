import { z } from 'astro/zod';
import { isLanguage } from '#lib/language.ts';
import type { Report } from '#lib/problem.ts';
import { readYaml, splitFrontMatter } from '#lib/yaml-file.ts';

/** `policies/returns.es.md`: the texts of a policy's version in another language. */
export type PolicyTranslation = z.infer<typeof schema> & {
	readonly file: string;
	/** As the file's name has it. */
	readonly policyId: string;
	readonly language: string;
};

const schema = z
	.object({
		id: z.string(),
		/** Of the policy file that it was translated from. */
		version: z.number({ error: 'Write the number of the version that this follows.' }).int().min(1),
		/** What is left out is read in the source's words. */
		title: z.string().trim().min(1, 'Write the title, or leave it out.').default(''),
		statement: z.string().trim().min(1, 'Write the statement, or leave it out.').default(''),
		why: z.string().trim().min(1, 'Write why it matters, or leave it out.').default(''),
		how: z.record(z.string(), z.string().trim()).default({}),
	})
	.strict();

const path = /^policies\/([^/.]+)\.([A-Za-z-]+)\.md$/;

/** Reads `policies/returns.es.md`; what is wrong is reported with its line. Undefined if it is no such file. */
export function readPolicyTranslation(
	file: string,
	source: string,
	report: Report,
): PolicyTranslation | undefined {
	const [, policyId, language] = path.exec(file) ?? [];
	if (policyId === undefined || language === undefined) return undefined;
	if (!isLanguage(language)) {
		report(1, `${language} is no language. Name the file like ${policyId}.es.md.`);
		return undefined;
	}
	const parts = splitFrontMatter(source);
	if (!parts) report(1, 'A policy file begins with front matter. Write --- above and below it.');
	const front = parts && readYaml(parts.yaml, schema, report, 1);
	if (!front) return undefined;
	const why = [front.why, parts.body.trim()].filter(Boolean).join('\n\n');
	return { ...front, why, file, policyId, language };
}
