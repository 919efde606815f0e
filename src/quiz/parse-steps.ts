import type { List, ListItem } from 'mdast';
import { lineOf } from '#lib/mdx.ts';
import type { Report } from '#lib/problem.ts';
import { checkRightCount, readOptions } from './parse-options.ts';
import type { Step } from './question.ts';
import { arrowOf, wordingOf } from './wording.ts';

/** The numbered steps of a scenario, each with its own answers and where they lead. */
export function readSteps(id: string, list: List, report: Report): Step[] {
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
