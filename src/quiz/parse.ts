import type { List } from 'mdast';
import { type Condition, parseConditions } from '#lib/condition.ts';
import { type JsxElement, attributeOf, lineOf, withFactPlaces } from '#lib/mdx.ts';
import type { Report } from '#lib/problem.ts';
import { checkRightCount, readOptions } from './parse-options.ts';
import { readSteps } from './parse-steps.ts';
import { type Kind, kinds, type Option, type Question } from './question.ts';
import { wordingOf } from './wording.ts';

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

function readOrder(id: string, list: List, report: Report): Option[] {
	if (list.ordered !== true || list.children.length < 3) {
		report(
			lineOf(list),
			`Question ${id} puts things in order and needs a numbered list of at least three. Write 1. 2. 3.`,
		);
	}
	return readOptions(list).map((option) => ({ ...option, right: true }));
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
