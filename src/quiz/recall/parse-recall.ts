import { type JsxElement, attributeOf, lineOf, withFactPlaces } from '#lib/mdx.ts';
import type { Report } from '#lib/problem.ts';
import { placeFor, type Template, toTemplate } from '#lib/template.ts';
import { wordingOf } from '#quiz/wording.ts';
import { readPattern } from './parse-pattern.ts';
import type { Example, Idea, Recall } from './recall.ts';

/** What else reading takes: the lines of the whole file, and the stems of its language. */
export type Source = {
	readonly lines: readonly string[];
	readonly stem: (word: string) => string;
};

/** Reads a `<Recall>` as CONTENT.md describes it. What cannot be read is reported, with its line. */
export function parseRecall(
	element: JsxElement,
	source: Source,
	report: Report,
): Recall | undefined {
	const line = lineOf(element);
	const id = attributeOf(element, 'id') ?? '';
	if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
		report(line, 'A recall needs an id of small letters, digits and hyphens. Write id="say-it".');
		return undefined;
	}
	const stem = blocksAboveList(element);
	if (stem.length === 0) report(line, `Recall ${id} asks nothing. Write its question first.`);
	const { ideas, examples } = readLines(linesOf(element, source), source.stem, report);
	const required = ideas.filter(({ ticked }) => ticked);
	if (required.length === 0) {
		report(line, `Recall ${id} requires nothing. Write what an answer must say after - [x].`);
	}
	return {
		id,
		line,
		policyId: attributeOf(element, 'policy') ?? '',
		stem: wordingOf(stem),
		required,
		forbidden: ideas.filter(({ ticked }) => !ticked),
		examples,
	};
}

function blocksAboveList({ children }: JsxElement) {
	const list = children.findIndex(({ type }) => type === 'list');
	return children.slice(0, list === -1 ? 1 : list).map(withFactPlaces);
}

type Line = { readonly text: string; readonly line: number };

/**
 * The lines from the first idea on, as they were typed: what Markdown would read into `~3` or
 * `return*` is not meant.
 */
function linesOf({ position }: JsxElement, { lines }: Source): Line[] {
	const from = position?.start.line ?? 1;
	const inside = lines
		.slice(from, (position?.end.line ?? from) - 1)
		.map((text, index) => ({ text: text.trimEnd(), line: from + 1 + index }));
	const first = inside.findIndex(({ text }) => /^- /.test(text));
	return first === -1 ? [] : inside.slice(first).filter(({ text }) => text !== '');
}

type Written = Idea & { readonly ticked: boolean };

function readLines(lines: readonly Line[], stem: Source['stem'], report: Report) {
	const ideas: Written[] = [];
	const examples: Example[] = [];
	for (const { text, line } of lines) {
		const [, box, name] = /^- \[([ xX])\] +(.+)$/.exec(text) ?? [];
		const [, wording] = /^\s+- +(.+)$/.exec(text) ?? [];
		const [, kind, said] = /^(Pass|Fail): +(.+)$/.exec(text) ?? [];
		const last = ideas.at(-1);
		if (name !== undefined) ideas.push({ ...ideaNamed(name, line), ticked: box !== ' ' });
		else if (said !== undefined)
			examples.push({ text: withPlaces(said), knows: kind === 'Pass', line });
		else if (wording !== undefined && last) {
			const pattern = readPattern(wording, stem, line, report);
			if (pattern) ideas[ideas.length - 1] = { ...last, patterns: [...last.patterns, pattern] };
		} else {
			report(
				line,
				`“${text.trim()}” is no line of a recall. Write - [x] or - [ ] and an idea, its wordings set in below it, and Pass: or Fail: before an example.`,
			);
		}
	}
	return { ideas, examples };
}

const fact = /<Fact of="([^"]*)" *\/>/g;

function ideaNamed(written: string, line: number): Idea {
	const [, name] = new RegExp(fact.source).exec(written) ?? [];
	return { name: withPlaces(written), fact: name, patterns: [], line };
}

function withPlaces(text: string): Template {
	return toTemplate(text.replace(fact, (_, name: string) => placeFor(name)));
}
