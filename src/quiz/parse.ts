import type { List, ListItem } from 'mdast';
import { type Condition, parseConditions } from '#lib/condition.ts';
import { type JsxElement, attributeOf, lineOf, withFactPlaces } from '#lib/mdx.ts';
import type { Report } from '#lib/problem.ts';
import { type Kind, kinds, type Option, type Question, type Step } from './question.ts';
import { arrowOf, wordingOf } from './wording.ts';

/** Reads a `<Question>` as CONTENT.md describes it. What cannot be read is reported, with its line. */
export function parseQuestion(element: JsxElement, report: Report): Question | undefined {
	const line = lineOf(element);
	const id = attributeOf(element, 'id') ?? '';
	const kind = kindOf(attributeOf(element, 'kind') ?? 'single');
	if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
		report(
			line,
			'A question needs an id of small letters, digits and hyphens. Write id="unworn-shoes".',
		);
		return undefined;
	}
	if (!kind) {
		report(line, `Question ${id} has an unknown kind. Write one of: ${kinds.join(', ')}.`);
		return undefined;
	}
	const blocks = element.children.map(withFactPlaces);
	const stem = blocks.filter((block) => block.type !== 'list');
	const [list, ...others] = blocks.filter((block) => block.type === 'list');
	if (stem.length === 0)
		report(line, `Question ${id} asks nothing. Write the question above its answers.`);
	if (!list || others.length > 0) {
		report(
			line,
			`Question ${id} needs one list of answers. Write it as - [x] and - [ ] lines in one block.`,
		);
		return undefined;
	}
	const common = {
		id,
		line,
		policyId: attributeOf(element, 'policy') ?? '',
		holds: readHolds(attributeOf(element, 'holds'), line, report),
		stem: wordingOf(stem),
	};
	return { ...common, ...readBody(kind, id, list, report) };
}

function readBody(kind: Kind, id: string, list: List, report: Report) {
	if (kind === 'scenario') return { kind, steps: readSteps(id, list, report) };
	if (kind === 'order') return { kind, options: readOrder(id, list, report) };
	const options = readOptions(list);
	checkRightCount(kind, id, options, lineOf(list), report);
	return { kind, options };
}

function readOptions(list: List): Option[] {
	return list.children.map((item) => {
		const said = item.children.filter((block) => block.type !== 'blockquote');
		const quotes = item.children.flatMap((b) => (b.type === 'blockquote' ? b.children : []));
		return {
			wording: wordingOf(said),
			right: item.checked === true,
			explanation: quotes.length > 0 ? wordingOf(quotes) : null,
			line: lineOf(item),
		};
	});
}

function checkRightCount(
	kind: Kind,
	id: string,
	options: readonly Option[],
	line: number,
	report: Report,
): void {
	const right = options.filter((option) => option.right).length;
	const wrong = options.length - right;
	if (kind === 'multiple') {
		if (right < 2)
			report(
				line,
				`Question ${id} is multiple choice and needs at least two right answers. Tick them with [x], or take kind="multiple" away.`,
			);
		if (wrong < 1) report(line, `Question ${id} has no wrong answer. Add one with [ ].`);
		return;
	}
	if (right !== 1)
		report(line, `Question ${id} has ${right} right answers. Tick exactly one with [x].`);
	if (kind === 'single' && wrong < 2) {
		report(
			line,
			`Question ${id} has ${wrong === 1 ? 'one wrong answer' : 'no wrong answer'}. Add another that a good colleague might choose.`,
		);
	}
}

function readOrder(id: string, list: List, report: Report): Option[] {
	if (list.ordered !== true || list.children.length < 3) {
		report(
			lineOf(list),
			`Question ${id} puts things in order and needs a numbered list of at least three. Write 1. 2. 3.`,
		);
	}
	return readOptions(list).map((option) => ({ ...option, right: true }));
}

function readSteps(id: string, list: List, report: Report): Step[] {
	if (list.ordered !== true) {
		report(
			lineOf(list),
			`Question ${id} is a scenario and needs numbered steps. Write 1. 2. 3., each with its own - [x] list.`,
		);
		return [];
	}
	return list.children.map((item, index) =>
		readStep(id, item, index + 1, list.children.length, report),
	);
}

function readStep(id: string, item: ListItem, number: number, steps: number, report: Report): Step {
	const list = item.children.find((block) => block.type === 'list');
	const stem = item.children.filter((block) => block.type !== 'list');
	if (!list) {
		report(lineOf(item), `Step ${number} of ${id} has no answers. Indent a - [x] list under it.`);
		return { stem: wordingOf(stem), options: [], leadsTo: [] };
	}
	const arrows = list.children.map((o) => readArrow(id, o, { step: number, steps }, report));
	const options = readOptions(list);
	checkRightCount('scenario', id, options, lineOf(list), report);
	return { stem: wordingOf(stem), options, leadsTo: arrows };
}

/** Takes `→ 3` or `→ end` off the end of an answer's explanation. Arrows lead forward, so that every way ends. */
function readArrow(
	id: string,
	item: ListItem,
	{ step, steps }: { step: number; steps: number },
	report: Report,
): number | null {
	const target = arrowOf(item.children.filter((block) => block.type === 'blockquote'));
	if (target === 'end') return null;
	const next = Number(target);
	if (next > step && next <= steps) return next;
	report(
		lineOf(item),
		`An answer of ${id} does not say where it leads. End its explanation with → and the number of a later step, or → end.`,
	);
	return null;
}

function readHolds(source: string | undefined, line: number, report: Report): readonly Condition[] {
	if (source === undefined) return [];
	const conditions = parseConditions(source);
	if (typeof conditions !== 'string') return conditions;
	report(line, `The holds of this question: ${conditions}`);
	return [];
}

function kindOf(name: string): Kind | undefined {
	return kinds.find((kind) => kind === name);
}
