import type { Nodes } from 'mdast';
import { attributeOf, isJsx, lineOf } from '#lib/mdx.ts';
import { notTyped } from '#lib/quantities-in-text.ts';
import { placeFor, type Template, toTemplate } from '#lib/template.ts';

/** A paragraph, a heading, a cell or a picture's text: words that a reader sees as one piece. */
export type TextBlock = {
	readonly part: 'heading' | 'prose' | 'picture';
	/** Of a question rather than of the lesson around it. */
	readonly asked: boolean;
	readonly template: Template;
	/** What somebody typed, with a sign in place of each fact. */
	readonly typed: string;
	/** The line in the file of a character of `typed`. */
	readonly lineAt: (at: number) => number;
};

/** The texts of a lesson in their order; what stands in a recall is for the grader, not for readers. */
export function textBlocksOf(tree: Nodes): TextBlock[] {
	return blocksIn(tree, false);
}

function blocksIn(node: Nodes, asked: boolean): TextBlock[] {
	if (node.type === 'paragraph' || node.type === 'tableCell') return inline(node, 'prose', asked);
	if (node.type === 'heading') return inline(node, 'heading', asked);
	if (node.type === 'code') return [blockOf('prose', asked, [{ ...node, type: 'text' }])];
	if (isJsx(node) && node.name === 'Recall') return [];
	const inQuestion = asked || (isJsx(node) && node.name === 'Question');
	if (isJsx(node) && node.children.some(({ type }) => type === 'text')) {
		return inline(node, 'prose', inQuestion);
	}
	return childrenOf(node).flatMap((child) => blocksIn(child, inQuestion));
}

/** The words of a piece, and after them the texts of the pictures in it. */
function inline(node: Nodes, part: TextBlock['part'], asked: boolean): TextBlock[] {
	const leaves = leavesOf(node);
	const pictures = leaves.flatMap((leaf) =>
		leaf.type === 'image' || leaf.type === 'imageReference'
			? [blockOf('picture', asked, [{ ...leaf, type: 'text', value: leaf.alt ?? '' }])]
			: [],
	);
	const block = blockOf(part, asked, leaves);
	return block.typed.trim() === '' ? pictures : [block, ...pictures];
}

function leavesOf(node: Nodes): Nodes[] {
	return childrenOf(node).flatMap((child) => {
		const deeper = childrenOf(child);
		return deeper.length > 0 ? leavesOf(child) : [child];
	});
}

function childrenOf(node: Nodes): Nodes[] {
	return 'children' in node ? node.children : [];
}

function blockOf(part: TextBlock['part'], asked: boolean, leaves: readonly Nodes[]): TextBlock {
	const marks: { at: number; line: number }[] = [];
	let typed = '';
	let places = '';
	for (const leaf of leaves) {
		marks.push({ at: typed.length, line: lineOf(leaf) });
		const fact = isJsx(leaf) && leaf.name === 'Fact' ? attributeOf(leaf, 'of') : undefined;
		typed += fact === undefined ? textOf(leaf) : notTyped;
		places += fact === undefined ? textOf(leaf) : placeFor(fact);
	}
	return { part, asked, template: toTemplate(places), typed, lineAt };

	function lineAt(at: number): number {
		const mark = marks.findLast((mark) => mark.at <= at);
		if (!mark) return 1;
		return mark.line + typed.slice(mark.at, at).split('\n').length - 1;
	}
}

function textOf(leaf: Nodes): string {
	if (leaf.type === 'text' || leaf.type === 'inlineCode') return leaf.value;
	return leaf.type === 'break' ? '\n' : '';
}
