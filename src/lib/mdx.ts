import type { BlockContent, DefinitionContent, Root, RootContent } from 'mdast';
import { type MdxJsxFlowElement, type MdxJsxTextElement, mdxToMdast } from 'satteri';
import { placeFor } from './template.ts';
import { visitTree } from './tree.ts';

export type JsxElement = MdxJsxFlowElement | MdxJsxTextElement;

/** The tree of an MDX text. Throws, with line and column in the message, if it cannot be read. */
export function parseMdx(source: string): Root {
	const tree = mdxToMdast(source);
	if (tree.type !== 'root') throw new Error('1:1: This is no MDX document.');
	return tree;
}

export function isJsx(node: object): node is JsxElement {
	return 'type' in node && (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement');
}

/** An attribute written as a plain text; undefined if it is missing or an expression. */
export function attributeOf(element: JsxElement, name: string): string | undefined {
	for (const attribute of element.attributes) {
		if (attribute.type !== 'mdxJsxAttribute' || attribute.name !== name) continue;
		return typeof attribute.value === 'string' ? attribute.value : undefined;
	}
	return undefined;
}

export function lineOf(node: { position?: { start: { line: number } } | undefined }): number {
	return node.position?.start.line ?? 1;
}

/** The same block with every `<Fact of="…" />` turned into a place for that fact. */
export function withFactPlaces<B extends BlockContent | DefinitionContent | RootContent>(
	block: B,
): B {
	visitTree<object>(block, (node) => {
		if (!isJsx(node) || node.name !== 'Fact') return;
		const text = { type: 'text', value: placeFor(attributeOf(node, 'of') ?? '') };
		const flow = node.type === 'mdxJsxFlowElement';
		Object.assign(node, flow ? { type: 'paragraph', children: [text] } : text);
	});
	return block;
}
