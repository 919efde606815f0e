import { isLanguage } from '#lib/language.ts';
import { attributeOf, isJsx, lineOf } from '#lib/mdx.ts';
import type { Content } from './content.ts';

type Place = { readonly id: string; readonly file: string; readonly line: number };

/** An id stands once: people's history hangs on it. */
export function* checkIds(content: Content) {
	const { catalogue, linesOf } = content;
	for (const places of questionsByLanguage(content)) yield* usedTwice('question', places);
	yield* usedTwice('track', catalogue.tracks.map(inOwnFile));
	yield* usedTwice('channel', catalogue.channels.map(inList('channels.yaml')));
	yield* usedTwice('touchpoint', catalogue.touchpoints.map(inList('touchpoints.yaml')));

	function inOwnFile({ id, file }: { id: string; file: string }): Place {
		return { id, file, line: linesOf(file).lineOf(['id']) };
	}
	function inList(file: string) {
		const lines = linesOf(file);
		return ({ id }: { id: string }, index: number): Place => {
			return { id, file, line: lines.lineOf([index, 'id']) };
		};
	}
}

/** What a file holds can be read from its name. */
export function* checkFileNames({ catalogue, linesOf }: Content) {
	for (const { id, file } of catalogue.policies) {
		if (file === `policies/${id}.md`) continue;
		const message = `The id ${id} is not the name of this file. Rename one of the two.`;
		yield { file, line: linesOf(file).lineOf(['id']), message };
	}
	for (const { id, file, language } of catalogue.translations) {
		if (id !== '' && isLanguage(language)) continue;
		const message = `The name ${file} does not say which lesson this is, in which language. Name it like lessons/returns/es.mdx.`;
		yield { file, line: 1, message };
	}
}

/** A translation shares the ids of its source; within one language each stands once. */
function questionsByLanguage({ written }: Content): Iterable<Place[]> {
	const byLanguage = new Map<string, Place[]>();
	for (const { lesson, tree } of written) {
		const places = byLanguage.get(lesson.language) ?? [];
		byLanguage.set(lesson.language, places);
		for (const node of tree.children) {
			if (!isJsx(node) || (node.name !== 'Question' && node.name !== 'Recall')) continue;
			const id = attributeOf(node, 'id');
			if (id) places.push({ id, file: lesson.file, line: lineOf(node) });
		}
	}
	return byLanguage.values();
}

function* usedTwice(what: string, places: readonly Place[]) {
	const first = new Map<string, Place>();
	for (const place of places) {
		const other = first.get(place.id);
		if (!other) {
			first.set(place.id, place);
			continue;
		}
		const message = `The ${what} id ${place.id} is used already in ${other.file}:${other.line}. Choose another: an id stands once.`;
		yield { file: place.file, line: place.line, message };
	}
}
