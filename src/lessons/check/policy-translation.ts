import { z } from 'astro/zod';
import type { ContentFiles } from '#lessons/content-files.ts';
import { isLanguage } from '#lib/language.ts';
import type { Problem } from '#lib/problem.ts';
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
		statement: z.string({ error: 'Write the statement.' }).min(1),
		why: z.string({ error: 'Write why it matters.' }).min(1),
		how: z.record(z.string(), z.string()).default({}),
	})
	.strict();

const path = /^policies\/([^/.]+)\.([A-Za-z-]+)\.md$/;

export function readPolicyTranslations(files: ContentFiles) {
	const problems: Problem[] = [];
	const translations: PolicyTranslation[] = [];
	for (const [file, source] of files) {
		const [, policyId, language] = path.exec(file) ?? [];
		if (policyId === undefined || language === undefined) continue;
		const report = (line: number, message: string) => problems.push({ file, line, message });
		if (!isLanguage(language)) {
			report(1, `${language} is no language. Name the file like ${policyId}.es.md.`);
			continue;
		}
		const parts = splitFrontMatter(source);
		if (!parts) report(1, 'A policy file begins with front matter. Write --- above and below it.');
		const front = parts && readYaml(parts.yaml, schema, report, 1);
		if (!front) continue;
		const why = [front.why, parts.body.trim()].filter(Boolean).join('\n\n');
		translations.push({ ...front, why, file, policyId, language });
	}
	return { translations, problems };
}
