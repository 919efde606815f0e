import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';

/** Where in a YAML text things stand. Lines count from 1; `above` are those before the YAML in its file. */
export type YamlLines = {
	/** The line of a key or of a list's item; of what is nearest above it if it is not there. */
	readonly lineOf: (path: readonly (string | number)[]) => number;
	/** The line within a text value where some words of it begin, however it is folded; undefined if they are not in it. */
	readonly lineOfWords: (path: readonly (string | number)[], words: string) => number | undefined;
};

export function yamlLines(source: string, above = 0): YamlLines {
	const counter = new LineCounter();
	const document = parseDocument(source, { lineCounter: counter });
	const lineAt = (offset: number) => above + counter.linePos(offset).line;
	const place = (path: readonly (string | number)[]) => placeOf(document.contents, path);
	return {
		lineOf: (path) => lineAt(place(path).begins),
		lineOfWords: (path, words) => {
			const { begins, ends } = place(path);
			const within = searchWords(source.slice(begins, ends), words);
			return within < 0 ? undefined : lineAt(begins + within);
		},
	};
}

function placeOf(root: unknown, path: readonly (string | number)[]) {
	let node = root;
	let place = { begins: 0, ends: 0 };
	for (const step of path) {
		if (isMap(node)) {
			const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
			if (!pair) break;
			place = { begins: rangeOf(pair.key).begins, ends: rangeOf(pair.value).ends };
			node = pair.value;
		} else if (isSeq(node) && typeof step === 'number' && node.items[step] !== undefined) {
			node = node.items[step];
			place = rangeOf(node);
		} else break;
	}
	return place;
}

function rangeOf(node: unknown): { begins: number; ends: number } {
	if (!isScalar(node) && !isMap(node) && !isSeq(node)) return { begins: 0, ends: 0 };
	return { begins: node.range?.[0] ?? 0, ends: node.range?.[1] ?? 0 };
}

/** Finds words with whatever white space or marks of Markdown stand between them. */
function searchWords(source: string, words: string): number {
	const escaped = words.split(/\s+/).map((word) => RegExp.escape(word));
	return source.search(new RegExp(escaped.join('[\\s*_]+'), 'u'));
}
