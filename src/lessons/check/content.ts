import type { Root } from 'mdast';
import { type Catalogue, readCatalogue } from '#lessons/catalogue.ts';
import type { ContentFiles } from '#lessons/content-files.ts';
import { type Lesson, readTree } from '#lessons/lesson.ts';
import { practiceFile } from '#lessons/practice-set.ts';
import { isLanguage } from '#lib/language.ts';
import type { Problem } from '#lib/problem.ts';
import type { FactLookup } from '#lib/quantity.ts';
import { splitFrontMatter } from '#lib/yaml-file.ts';
import { type YamlLines, yamlLines } from '#lib/yaml-lines.ts';
import { factsElsewhere, type FactsElsewhere } from './facts-elsewhere.ts';
import type { PolicyTranslation } from './policy-translation.ts';

/** All content as the rules of the check look at it. */
export type Content = Known & {
	readonly files: ContentFiles;
	readonly catalogue: Catalogue;
	/** Lessons in every language, each with its tree as written. */
	readonly lessons: readonly WrittenLesson[];
	/** The same, and what is there for practice: whatever has questions in it. */
	readonly written: readonly WrittenLesson[];
	readonly policyTranslations: readonly PolicyTranslation[];
	/** Where things stand in a YAML file or in a front matter. */
	readonly linesOf: (file: string) => YamlLines;
	/** What could not be read at all. */
	readonly unreadable: readonly Problem[];
};

export type WrittenLesson = { readonly lesson: Lesson; readonly tree: Root };
export type KnownPolicy = Catalogue['policies'][number];

/** What may be named. What cannot be read is known all the same: one mistake makes one problem. */
type Known = {
	readonly policyById: ReadonlyMap<string, KnownPolicy>;
	readonly isPolicy: (id: string) => boolean;
	readonly isLesson: (id: string) => boolean;
	readonly isChannel: (id: string) => boolean;
	readonly isTouchpoint: (id: string) => boolean;
	/** The values in the policy files, by `policy.fact`. */
	readonly facts: FactLookup;
	/** The same as it is read where some fact is another one. */
	readonly elsewhere: readonly FactsElsewhere[];
	readonly isFact: (name: string) => boolean;
};

export function readContent(files: ContentFiles): Content {
	const catalogue = readCatalogue(files);
	const written = readWritten(catalogue, files);
	return {
		...knownIn(catalogue, files),
		files,
		catalogue,
		written,
		lessons: written.filter(({ lesson }) => !practiceFile.test(lesson.file)),
		policyTranslations: catalogue.policyTranslations,
		linesOf: (file) => linesOf(files.get(file) ?? ''),
		unreadable: catalogue.problems,
	};
}

function readWritten({ everything }: Catalogue, files: ContentFiles): WrittenLesson[] {
	return everything
		.filter(({ language }) => isLanguage(language))
		.flatMap((lesson) => {
			const tree = readTree(files.get(lesson.file) ?? '', () => undefined);
			return tree ? [{ lesson, tree }] : [];
		});
}

function knownIn(catalogue: Catalogue, files: ContentFiles): Known {
	const policyById = new Map(catalogue.policies.map((policy) => [policy.id, policy]));
	const isPolicy = (id: string) => policyById.has(id) || files.has(`policies/${id}.md`);
	const facts = (name: string) => {
		const [policy = '', fact = ''] = name.split('.');
		const { body, renamed } = policyById.get(policy) ?? {};
		return body?.facts[fact] ?? body?.facts[renamed?.[fact] ?? ''];
	};
	return {
		policyById,
		isPolicy,
		isLesson: (id) =>
			catalogue.lessonById.has(id) ||
			files.has(`lessons/${id}/en.mdx`) ||
			files.has(`${id}/en.mdx`),
		isChannel: isOneOf(catalogue.channels),
		isTouchpoint: isOneOf(catalogue.touchpoints),
		facts,
		elsewhere: factsElsewhere(catalogue.policies, facts),
		isFact: (name) => {
			const [policy = ''] = name.split('.');
			return facts(name) !== undefined || (isPolicy(policy) && !policyById.has(policy));
		},
	};
}

function isOneOf(list: readonly { readonly id: string }[]): (id: string) => boolean {
	const ids = new Set(list.map(({ id }) => id));
	return (id) => ids.size === 0 || ids.has(id);
}

function linesOf(source: string): YamlLines {
	const parts = splitFrontMatter(source);
	if (!parts) return yamlLines(source);
	const front = yamlLines(parts.yaml, 1);
	// What stands below the front matter of a policy belongs to its why.
	const below = yamlLines(`why: |1\n${parts.body.replace(/^/gm, ' ')}`, parts.bodyLine - 2);
	return {
		lineOf: front.lineOf,
		lineOfWords: (path, words) => front.lineOfWords(path, words) ?? below.lineOfWords(path, words),
	};
}
