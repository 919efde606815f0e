import { toHtml } from 'hast-util-to-html';
import type { Element, Nodes as HastNodes } from 'hast';
import type { Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import { toHast } from 'mdast-util-to-hast';
import { markdownToMdast } from 'satteri';
import { visitTree } from './tree.ts';

/** The HTML of Markdown that anybody may have written: raw HTML is dropped, links lead to pages only. */
export function markdownToSafeHtml(source: string): string {
	const tree = markdownToMdast(source, { features: { frontmatter: false } });
	return tree.type === 'root' ? mdastToSafeHtml(tree) : '';
}

export function mdastToSafeHtml(node: Root | RootContent): string {
	const tree = toHast(node);
	visitTree<HastNodes>(tree, (child) => {
		if (child.type === 'element') dropUnsafeAddress(child);
	});
	return toHtml(tree);
}

/** One paragraph's HTML without the paragraph around it, for a line within a sentence or a label. */
export function inlineHtml(html: string): string {
	const [, inner] = /^<p>([\s\S]*)<\/p>$/.exec(html.trim()) ?? [];
	return inner !== undefined && !inner.includes('<p>') ? inner : html;
}

function dropUnsafeAddress(element: Element): void {
	for (const attribute of ['href', 'src']) {
		const address = element.properties[attribute];
		if (typeof address === 'string' && !/^(https?:|mailto:|tel:|\/(?!\/)|#)/i.test(address)) {
			delete element.properties[attribute];
		}
	}
}

/** The words of a node, without marks. */
export function plainText(node: Nodes | PhrasingContent): string {
	if ('value' in node) return node.value;
	return 'children' in node ? node.children.map(plainText).join('') : '';
}
