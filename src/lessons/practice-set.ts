import { z } from 'astro/zod';
import { sha256 } from '#lib/hash.ts';
import type { Report } from '#lib/problem.ts';
import { readYaml, splitFrontMatter } from '#lib/yaml-file.ts';
import { type Lesson, readAsked, readTree, readUses } from './lesson.ts';

const frontMatterSchema = z
	.object({ policy: z.string({ error: 'Name the policy: policy: returns.' }).min(1) })
	.strict();

/** The file is of this kind: `practice/returns/en.mdx`. */
export const practiceFile = /^practice\/([^/]+)\/([^/]+)\.mdx$/;

/**
 * Reads what the daily minute asks about a policy besides the questions of its lessons. It has the
 * shape of a lesson without prose, so that whatever looks through questions looks through these.
 */
export function readPracticeSet(file: string, source: string, report: Report): Lesson | undefined {
	const [, name = '', language = ''] = practiceFile.exec(file) ?? [];
	const parts = splitFrontMatter(source);
	if (!parts) {
		report(1, 'This file begins with front matter. Write --- above and below policy: returns.');
		return undefined;
	}
	const front = readYaml(parts.yaml, frontMatterSchema, report, 1);
	const tree = readTree(source, report);
	if (!front || !tree) return undefined;
	const uses = readUses(tree);
	return {
		...{ id: `practice/${name}`, language, file, title: `Practice: ${front.policy}`, uses },
		...{ policies: [front.policy], minutes: 1, revision: 1, prose: [], hash: sha256(source) },
		...readAsked(tree, { source, language }, report),
	};
}
