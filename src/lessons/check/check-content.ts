import type { ContentFiles } from '#lessons/content-files.ts';
import type { Problem } from '#lib/problem.ts';
import { type Content, readContent } from './content.ts';
import { checkFileNames, checkIds } from './ids.ts';
import { checkLabelled } from './labelled.ts';
import { checkLength } from './length.ts';
import { checkParts } from './parts.ts';
import { checkPictures } from './pictures.ts';
import { checkFactsNamed, checkJourney, checkPolicies } from './policies.ts';
import { checkPolicyTranslations } from './policy-translations.ts';
import { checkPracticeSets } from './practice-sets.ts';
import { checkQuestions } from './questions.ts';
import { checkRecalls, checkThesauri } from './recalls.ts';
import { checkScenarios } from './scenarios.ts';
import { checkStrangers } from './strangers.ts';
import { checkTags } from './tags-used.ts';
import { checkChannelsServed, checkTracks } from './tracks.ts';
import { checkTranslations } from './translations.ts';
import { checkTypedFacts } from './typed-facts.ts';

const rules: readonly ((content: Content) => Iterable<Problem>)[] = [
	checkIds,
	checkFileNames,
	checkTags,
	checkParts,
	checkPictures,
	checkLength,
	checkQuestions,
	checkStrangers,
	checkPracticeSets,
	checkScenarios,
	checkRecalls,
	checkThesauri,
	checkLabelled,
	checkTypedFacts,
	checkPolicies,
	checkJourney,
	checkFactsNamed,
	checkTracks,
	checkChannelsServed,
	checkTranslations,
	checkPolicyTranslations,
];

/** Everything that is wrong with the content, by file and line, each thing once. */
export function checkContent(files: ContentFiles): Problem[] {
	const content = readContent(files);
	const found = [...content.unreadable, ...rules.flatMap((rule) => [...rule(content)])];
	const once = new Map(found.map((problem) => [keyOf(problem), problem]));
	return [...once.values()].sort(inOrder);
}

function keyOf({ file, line, message }: Problem): string {
	return `${file}:${line}: ${message}`;
}

function inOrder(a: Problem, b: Problem): number {
	if (a.file !== b.file) return a.file < b.file ? -1 : 1;
	return a.line - b.line;
}
