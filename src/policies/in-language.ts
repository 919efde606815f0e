import { closestLanguage, foreign, languageName, sourceLanguage } from '#lib/language.ts';
import type { Versions } from './facts.ts';
import { lastThatFits } from './follow-names.ts';
import type { PolicyText } from './policy-text.ts';
import { partsOf, type Texts, textsFrom } from './text-parts.ts';
import type { PolicyVersion } from './versions.ts';

/** Translated: from the very words of the source. Stale: those have changed since. Missing: not written yet. */
export type PartState = 'translated' | 'stale' | 'missing';

/** A part of a policy beside what there is of it in another language. */
export type TranslatedPart = {
	/** `title`, `statement`, `why`, `how.store` … */
	readonly part: string;
	readonly source: string;
	/** The newest translation, which may be stale; empty if there is none. */
	readonly text: string;
	readonly state: PartState;
	/** The edition that the text is from. */
	readonly edition: PolicyText | undefined;
};

/** In which language somebody reads each part of a version. */
export type Spoken = {
	readonly language: string;
	readonly states: Readonly<Record<string, PartState>>;
	/** What the source says. */
	readonly source: Texts;
	/** Changes whenever the words do. */
	readonly key: string;
};

/**
 * A source's parts, each with its newest translation. One translates the source as long as the
 * source's words are those that lay beside the translator, whichever version they stand in; a
 * fact's new name follows into the translation.
 */
export function translatedParts(
	source: Texts,
	texts: readonly PolicyText[],
	language: string,
): TranslatedPart[] {
	const editions = texts.filter((text) => text.language === language);
	return [...partsOf(source)].map(([part, words]) => {
		const fitting = lastThatFits(editions, part, words);
		const written = (each: PolicyText) => partsOf(each).get(part) ?? '';
		const edition = fitting?.edition ?? editions.findLast((each) => written(each) !== '');
		const text = fitting?.text ?? (edition ? written(edition) : '');
		const state = text === '' ? 'missing' : fitting ? 'translated' : 'stale';
		return { part, source: words, text, state, edition };
	});
}

/** The versions with the parts that are translated in the reader's language, and the others as they are. */
export function inLanguage(versions: Versions, language: string): Versions {
	if (language === sourceLanguage) return versions;
	return new Map([...versions].map(([id, version]) => [id, versionIn(version, language)]));
}

// A page reads all policies, and most people who read a language read the same.
const known = new WeakMap<PolicyVersion, Map<string, PolicyVersion>>();

/** One version as it is read in a language; the source's own words where there are no others. */
export function versionIn(version: PolicyVersion, language: string): PolicyVersion {
	if (language === sourceLanguage) return version;
	const wordings = known.get(version) ?? new Map<string, PolicyVersion>();
	known.set(version, wordings);
	const spoken = wordings.get(language) ?? translate(version, language);
	wordings.set(language, spoken);
	return spoken;
}

function translate(version: PolicyVersion, wanted: string): PolicyVersion {
	const { texts = [], body } = version;
	const written = texts.map((text) => text.language);
	const language = closestLanguage(written, wanted) ?? wanted;
	const parts = translatedParts(body, texts, language);
	const words = parts.map(({ part, source, text, state }): [string, string] => [
		part,
		state === 'translated' ? text : source,
	]);
	const states = Object.fromEntries(parts.map(({ part, state }) => [part, state]));
	const editions = parts.map(({ edition }) => edition?.edition ?? 0).join('.');
	const spoken = { language, states, source: body, key: `${language} ${editions}` };
	return { ...version, body: { ...body, ...textsFrom(new Map(words)) }, spoken };
}

/**
 * Two versions to be compared, word by word: a part that only one of them has in the reader's
 * language is read in the source's words in both.
 */
export function inOneLanguage(
	before: PolicyVersion,
	after: PolicyVersion,
): readonly [PolicyVersion, PolicyVersion] {
	const isSame = (part: string) => languageOf(before, part) === languageOf(after, part);
	return [sourceUnless(before, isSame), sourceUnless(after, isSame)];
}

function sourceUnless(version: PolicyVersion, keeps: (part: string) => boolean): PolicyVersion {
	const { spoken, body } = version;
	if (!spoken) return version;
	const read = partsOf(body);
	const sources = [...partsOf(spoken.source)];
	const words = sources.map(([part, source]): [string, string] => [
		part,
		keeps(part) ? (read.get(part) ?? source) : source,
	]);
	const states = Object.entries(spoken.states).map(([part, state]): [string, PartState] => [
		part,
		keeps(part) || state !== 'translated' ? state : 'missing',
	]);
	const mended = { ...spoken, states: Object.fromEntries(states) };
	return { ...version, body: { ...body, ...textsFrom(new Map(words)) }, spoken: mended };
}

/** The language that a part's words are in. */
export function languageOf(version: PolicyVersion | undefined, part: string): string {
	const spoken = version?.spoken;
	return spoken?.states[part] === 'translated' ? spoken.language : sourceLanguage;
}

const english = `this is the ${languageName(sourceLanguage)} text.`;

/** What a part's `lang` attribute says on a page in the source language. */
export function langOf(version: PolicyVersion | undefined, part: string): string | undefined {
	return foreign(languageOf(version, part));
}

/** What a reader is told beside a part that she reads in the source's words; nothing if all of them are. */
export function noteOn(version: PolicyVersion | undefined, part: string): string | undefined {
	const spoken = version?.spoken;
	if (!spoken || isUntranslated(version)) return undefined;
	if (spoken.states[part] === 'stale')
		return `The translation is being brought up to date; ${english}`;
	return spoken.states[part] === 'missing' ? `Not translated yet; ${english}` : undefined;
}

/** What a reader is told once where nothing of a policy is in her language. */
export function noteOnAll(version: PolicyVersion | undefined): string | undefined {
	if (!version?.spoken || !isUntranslated(version)) return undefined;
	return `Not translated into ${languageName(version.spoken.language)} yet; ${english}`;
}

function isUntranslated({ spoken }: PolicyVersion): boolean {
	return Object.values(spoken?.states ?? {}).every((state) => state === 'missing');
}
