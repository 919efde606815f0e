import type { List } from 'mdast';
import { lineOf } from '#lib/mdx.ts';
import type { Report } from '#lib/problem.ts';
import type { Kind, Option } from './question.ts';
import { wordingOf } from './wording.ts';

/** The lines of a list of answers, each with the quote under it. */
export function readOptions(list: List): Option[] {
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

/** Reports a list with too few or too many right answers for its kind. */
export function checkRightCount(
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
