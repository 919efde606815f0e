import type { Database } from '#db/connection.ts';
import { typedByHand } from '#lessons/check/typed-by-hand.ts';
import { notTyped } from '#lib/quantities-in-text.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { isLanguage, sourceLanguage } from '#lib/language.ts';
import { fillTemplate } from '#lib/template.ts';
import { translatedParts } from '#policies/in-language.ts';
import { appendText, type NewText, newestText, type PolicyText } from '#policies/policy-text.ts';
import { compilePlain, factsNamed, withoutFacts } from '#policies/text.ts';
import { partsOf, sourceHashesOf, textsFrom } from '#policies/text-parts.ts';
import { freshPolicies, type PolicyVersion, versionNumbered } from '#policies/versions.ts';

export type Translation = {
	readonly policyId: string;
	/** The version that lay beside it. */
	readonly number: number;
	readonly language: string;
	/** The edition that the translator saw; 0 if there was none. */
	readonly seenEdition: number;
	/** By part: `statement`, `how.store` … An empty one leaves the reader with the source. */
	readonly parts: Readonly<Record<string, string>>;
	/** Parts whose source has changed and whose translation is right as it is. */
	readonly stillRight: readonly string[];
	readonly by: string;
	readonly at: number;
};

export type TextOutcome =
	| { readonly kind: 'published'; readonly text: PolicyText }
	/** It says what the newest edition says: nothing is written. */
	| { readonly kind: 'unchanged' }
	/** Somebody published in between: nothing is overwritten, both wordings are shown. */
	| { readonly kind: 'overtaken'; readonly text: PolicyText };

/** Publishes a translation as a new edition: it holds at once, and the version stays untouched. */
export async function publishText(db: Database, translation: Translation): Promise<TextOutcome> {
	const { policyId, language } = translation;
	if (!isLanguage(language) || language === sourceLanguage)
		throw new NotFound('There is no such language.');
	return db.write(async (tx) => {
		const thread = (await freshPolicies(tx, undefined)).byId.get(policyId);
		if (!thread) throw new NotFound('There is no such policy.');
		const version = versionNumbered(thread, translation.number);
		if (!version) throw new Invalid({ version: 'This version was withdrawn. Choose another.' });
		const text = newText(translation, version, thread.texts);
		const newest = await newestText(tx, policyId, language);
		if (newest && saysTheSame(newest, text)) return { kind: 'unchanged' };
		if (newest && newest.edition !== translation.seenEdition)
			return { kind: 'overtaken', text: newest };
		return { kind: 'published', text: await appendText(tx, text) };
	});
}

function newText(
	{ policyId, number, language, parts, stillRight, by, at }: Translation,
	version: PolicyVersion,
	texts: readonly PolicyText[],
): NewText {
	const before = translatedParts(version.body, texts, language);
	const words = new Map(before.map(({ part }) => [part, wordsOf(part, parts[part] ?? '')]));
	const problems = problemsOf(version, language, words);
	if (Object.keys(problems).length > 0) throw new Invalid(problems);
	const hashes = sourceHashesOf(version.body);
	const sourceHashes = before.map(({ part, text, state, edition }) => {
		// Words that nobody has looked at again translate what they did before.
		const leftAsItWas = state === 'stale' && words.get(part) === text;
		const followed = leftAsItWas && !stillRight.includes(part) ? edition : undefined;
		return [part, (followed?.sourceHashes ?? hashes)[part] ?? ''] as const;
	});
	return {
		...{ policyId, number, language, ...textsFrom(words) },
		...{ sourceHashes: Object.fromEntries(sourceHashes), writtenBy: by, writtenAt: at },
	};
}

/** Title and statement are one line; elsewhere a line break may be meant. */
function wordsOf(part: string, typed: string): string {
	const inOneLine = part === 'title' || part === 'statement';
	return (inOneLine ? typed.replace(/\s+/g, ' ') : typed).trim();
}

function saysTheSame(newest: PolicyText, text: NewText): boolean {
	const said = (each: Omit<NewText, 'writtenBy' | 'writtenAt'>) =>
		JSON.stringify([[...partsOf(each)].toSorted(), Object.entries(each.sourceHashes).toSorted()]);
	return said(newest) === said(text);
}

/** Many languages need more words than the source. */
const most: Readonly<Record<string, number>> = { title: 120, statement: 600 };

function problemsOf(
	{ policyId, body }: PolicyVersion,
	language: string,
	words: ReadonlyMap<string, string>,
): Record<string, string> {
	const sources = partsOf(body);
	const facts = Object.entries(body.facts).map(([fact, quantity]) => ({
		name: `${policyId}.${fact}`,
		quantity,
	}));
	const found = [...words].flatMap(([part, text]) => {
		if (text === '') return [];
		const longest = most[part] ?? 1800;
		if (text.length > longest) return [[part, `Shorten this to ${longest} characters.`] as const];
		const typed = fillTemplate(compilePlain(policyId, text), () => notTyped);
		const [byHand] = typedByHand(typed, facts, language);
		const problem = byHand
			? `“${byHand.text}” is a fact. Write ${inBraces(policyId, byHand.name)}, so that it is right when it changes.`
			: factProblem(policyId, sources.get(part) ?? '', text);
		return problem ? [[part, problem] as const] : [];
	});
	return Object.fromEntries(found);
}

/** A translation names the facts that its source names, no more and no fewer. */
function factProblem(policyId: string, source: string, text: string): string | undefined {
	const [there, here] = [factsNamed(policyId, source), factsNamed(policyId, text)];
	const missing = there.find((name) => !here.includes(name));
	const unknown = here.find((name) => !there.includes(name));
	const all = [...new Set(there)].map((name) => inBraces(policyId, name)).join(', ');
	if (unknown !== undefined) {
		const name = inBraces(policyId, unknown);
		return `The English text has no ${name} here. ${all ? `Write ${all}.` : 'Take it out.'}`;
	}
	if (missing !== undefined)
		return `The English text says ${inBraces(policyId, missing)} here. Put it in, just as it is.`;
	return /[{}]/.test(withoutFacts(text))
		? `A brace stands alone. ${all ? `Write a fact like ${all}` : 'Take the brace away'}.`
		: undefined;
}

function inBraces(policyId: string, name: string): string {
	return name.startsWith(`${policyId}.`) ? `{${name.slice(policyId.length + 1)}}` : `{${name}}`;
}
