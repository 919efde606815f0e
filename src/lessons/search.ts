import MiniSearch from 'minisearch';
import { fillTemplate, type Template } from '#lib/template.ts';
import { type Facts, factsOf, showFact, type Versions } from '#policies/facts.ts';
import { wordingKey } from '#policies/reading.ts';
import { compilePlain } from '#policies/text.ts';
import type { Catalogue } from './catalogue.ts';

/** A policy or a lesson that fits what somebody is looking for. */
export type Found = {
	readonly kind: 'policy' | 'lesson';
	readonly id: string;
	readonly title: string;
	/** The sentence that fits best. */
	readonly excerpt: string;
};

type Entry = Omit<Found, 'excerpt'> & { readonly key: string; readonly text: string };
type Index = {
	readonly search: MiniSearch<Entry>;
	readonly entries: ReadonlyMap<string, Entry>;
};

// One for each wording that somebody reads: a place whose facts are others has its own.
const indexes = new WeakMap<Catalogue, Map<string, Index>>();
const mostIndexes = 50;

const mostFound = 12;
const longestQuery = 100;

/**
 * Looks through the policies in force and the lessons, best first. Parts of words and misspelt ones
 * are found too; questions and their answers are not looked through.
 */
export function searchStandard(catalogue: Catalogue, versions: Versions, query: string): Found[] {
	const words = query.slice(0, longestQuery).trim();
	if (words === '') return [];
	const { search, entries } = indexOf(catalogue, versions);
	const options = { prefix: true, fuzzy: lettersOff, boost: { title: 3 } };
	const all = search.search(words, { ...options, combineWith: 'AND' });
	const found = all.length > 0 ? all : search.search(words, options);
	return found.slice(0, mostFound).flatMap(({ id: key, terms }) => {
		const entry = entries.get(String(key));
		if (!entry) return [];
		const { kind, id, title, text } = entry;
		return { kind, id, title, excerpt: excerptOf(text, terms) };
	});
}

/** How many letters of a word may be wrong: two swapped ones count as two. A number is right or it is not. */
function lettersOff(word: string): number | false {
	if (/\d/.test(word) || word.length < 4) return false;
	return word.length < 6 ? 1 : 2;
}

/** The index of what holds now; made anew when something else holds. */
function indexOf(catalogue: Catalogue, versions: Versions): Index {
	const made = indexes.get(catalogue) ?? new Map<string, Index>();
	indexes.set(catalogue, made);
	const key = wordingKey(versions);
	const known = made.get(key);
	if (known) return known;
	const search = new MiniSearch<Entry>({
		idField: 'key',
		fields: ['title', 'text'],
		// Letters and digits make a word: €50 is found as 50.
		tokenize: (text) => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== ''),
	});
	const all = [...policyEntries(versions), ...lessonEntries(catalogue, versions)];
	search.addAll(all);
	const index = { search, entries: new Map(all.map((entry) => [entry.key, entry])) };
	if (made.size >= mostIndexes) made.clear();
	made.set(key, index);
	return index;
}

function policyEntries(versions: Versions): Entry[] {
	const facts = factsOf(versions);
	return [...versions.values()].map(({ policyId: id, body }) => {
		const texts = [body.statement, body.why, ...Object.values(body.how)];
		const text = texts.map((source) => show(compilePlain(id, source), facts)).join(' ');
		return { key: `policy:${id}`, kind: 'policy', id, title: body.title, text };
	});
}

function lessonEntries(catalogue: Catalogue, versions: Versions): Entry[] {
	const facts = factsOf(versions);
	return catalogue.lessons.map(({ id, title, prose }) => {
		const text = prose.map((piece) => show(piece, facts)).join(' ');
		return { key: `lesson:${id}`, kind: 'lesson', id, title, text };
	});
}

function show(template: Template, facts: Facts): string {
	return fillTemplate(template, (name) => showFact(facts, name)).replaceAll('\u00a0', ' ');
}

function excerptOf(text: string, terms: readonly string[]): string {
	const sentences = text.split(/(?<=[.!?])\s+/);
	const fits = (sentence: string) =>
		terms.filter((term) => sentence.toLowerCase().includes(term)).length;
	return sentences.reduce((best, sentence) => (fits(sentence) > fits(best) ? sentence : best), '');
}
