import type { z } from 'astro/zod';
import { type Track, trackSchema, withTheirLessons } from '#assignments/track.ts';
import type { Problem, Report } from '#lib/problem.ts';
import { readYaml } from '#lib/yaml-file.ts';
import { type PolicyFile, readPolicyFile } from '#policies/file.ts';
import type { Question } from '#quiz/question.ts';
import { stemIn } from '#quiz/recall/languages.ts';
import { readThesaurus } from '#quiz/recall/parse-thesaurus.ts';
import type { Thesaurus } from '#quiz/recall/thesaurus.ts';
import { type PolicyTranslation, readPolicyTranslation } from './check/policy-translation.ts';
import type { ContentFiles } from './content-files.ts';
import {
	type Channel,
	channelsSchema,
	type ServiceStandard,
	standardSchema,
	type Touchpoint,
	touchpointsSchema,
} from './journey.ts';
import { type LabelledSet, readLabelled } from './labelled.ts';
import { type Lesson, readLesson } from './lesson.ts';
import { practiceFile, readPracticeSet } from './practice-set.ts';
import { bySource, indexQuestions } from './question-index.ts';

/** Everything that authors wrote, read once. */
export type Catalogue = {
	readonly standard: ServiceStandard;
	readonly channels: readonly Channel[];
	readonly touchpoints: readonly Touchpoint[];
	/** In the source language. */
	readonly lessons: readonly Lesson[];
	readonly translations: readonly Lesson[];
	/** What the daily minute asks besides, a set a policy, in the source language. */
	readonly practice: readonly Lesson[];
	readonly practiceTranslations: readonly Lesson[];
	/** Lessons and practice in every language: whatever has questions in it. */
	readonly everything: readonly Lesson[];
	readonly lessonById: ReadonlyMap<string, Lesson>;
	readonly questionById: ReadonlyMap<
		string,
		{ readonly question: Question; readonly lesson: Lesson }
	>;
	/** What lessons ask, and so the update of a policy. */
	readonly questionsByPolicy: ReadonlyMap<string, readonly Question[]>;
	/** What the daily minute can ask: the same and what is there for practice. */
	readonly practiceByPolicy: ReadonlyMap<string, readonly Question[]>;
	/** What recalls share, by language: `thesaurus/en.md`. */
	readonly thesauri: ReadonlyMap<string, Thesaurus>;
	readonly policies: readonly (PolicyFile & { readonly file: string })[];
	/** Their texts in other languages: `policies/returns.es.md`. */
	readonly policyTranslations: readonly PolicyTranslation[];
	readonly tracks: readonly (Track & { readonly file: string })[];
	/** Answers that people judged, by which the grader is measured: `labelled/returns.en.jsonl`. */
	readonly labelled: readonly LabelledSet[];
	/** What could not be read. The content check finds more. */
	readonly problems: readonly Problem[];
};

/** Reads all content. What is wrong becomes a problem of the catalogue; the rest can be used. */
export function readCatalogue(files: ContentFiles): Catalogue {
	const problems: Problem[] = [];
	const reportFor =
		(file: string): Report =>
		(line, message) =>
			problems.push({ file, line, message });
	const written = readLessons(files, reportFor);
	const [lessons, translations] = bySource(written);
	const sets = readSets(files, reportFor);
	const [practice, practiceTranslations] = bySource(sets);
	return {
		standard: readOne('standard.yaml', standardSchema, {
			title: '',
			statement: '',
			policy: 'standard',
		}),
		channels: readOne('channels.yaml', channelsSchema, []),
		touchpoints: readOne('touchpoints.yaml', touchpointsSchema, []),
		lessons,
		...{ translations, practice, practiceTranslations, everything: [...written, ...sets] },
		lessonById: new Map(lessons.map((lesson) => [lesson.id, lesson])),
		...indexQuestions(lessons, practice),
		thesauri: readThesauri(files, reportFor),
		labelled: readLabelled(files, reportFor),
		policies: readEach(/^policies\/[^/.]+\.md$/, readPolicyFile),
		policyTranslations: [...files].flatMap(
			([file, source]) => readPolicyTranslation(file, source, reportFor(file)) ?? [],
		),
		tracks: withTheirLessons(
			readEach(/^tracks\/[^/]+\.ya?ml$/, (source, report) => readYaml(source, trackSchema, report)),
		),
		problems,
	};

	function readOne<S extends z.ZodType>(
		file: string,
		schema: S,
		otherwise: z.output<S>,
	): z.output<S> {
		const source = files.get(file);
		if (source !== undefined) return readYaml(source, schema, reportFor(file)) ?? otherwise;
		reportFor(file)(1, 'This file is missing. See content/README.md for what stands in it.');
		return otherwise;
	}

	function readEach<T>(path: RegExp, read: (source: string, report: Report) => T | undefined) {
		return [...files].flatMap(([file, source]) => {
			const value = path.test(file) ? read(source, reportFor(file)) : undefined;
			return value ? [{ ...value, file }] : [];
		});
	}
}

function readLessons(files: ContentFiles, reportFor: (file: string) => Report): Lesson[] {
	return [...files].flatMap(([file, source]) => {
		if (!file.endsWith('.mdx') || file.startsWith('practice/')) return [];
		return readLesson(file, source, reportFor(file)) ?? [];
	});
}

function readSets(files: ContentFiles, reportFor: (file: string) => Report): Lesson[] {
	return [...files].flatMap(([file, source]) =>
		practiceFile.test(file) ? (readPracticeSet(file, source, reportFor(file)) ?? []) : [],
	);
}

function readThesauri(files: ContentFiles, reportFor: (file: string) => Report) {
	return new Map(
		[...files].flatMap(([file, source]) => {
			const [, language] = /^thesaurus\/([^/]+)\.md$/.exec(file) ?? [];
			if (language === undefined) return [];
			return [[language, readThesaurus(source, stemIn(language), reportFor(file))] as const];
		}),
	);
}

export function channelName(catalogue: Pick<Catalogue, 'channels'>, id: string): string {
	return catalogue.channels.find((channel) => channel.id === id)?.name ?? id;
}

/** A touchpoint's place in what decides whether customers come back: 1 weighs most. */
export function influenceOf(catalogue: Catalogue, touchpointId: string): number {
	return catalogue.touchpoints.find(({ id }) => id === touchpointId)?.influence ?? 99;
}
