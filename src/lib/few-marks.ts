import type { Element, ElementContent, Root, RootContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import type { Nodes } from 'mdast';
import { toHast } from 'mdast-util-to-hast';
import { markdownToMdast } from 'satteri';
import { escapeHtml } from './escape.ts';
import { visitTree } from './tree.ts';

// Markdown with the few marks that a rule needs: paragraphs, bold, italics, lists and links to safe
// pages. Everything else is said beside the field, and shown as the plain words that it holds.

const allowed = new Set(['p', 'br', 'strong', 'em', 'ul', 'ol', 'li', 'a']);

/** Characters; nobody is shown more, and nothing spends its time on more. */
const longest = 5000;

/** The HTML of a text with few marks. Nothing in it can run, load or leave the page but a link. */
export function fewMarksToHtml(source: string): string {
	const tree = parse(source.slice(0, longest));
	if (!tree) return `<p>${escapeHtml(source.slice(0, longest))}</p>`;
	return toHtml({ type: 'root', children: tree.children.flatMap(keepAllowed) });
}

/** Undefined for what nests so deeply that it means nothing: it is shown as it was typed. */
function parse(source: string): Root | undefined {
	try {
		const tree = markdownToMdast(source, { features: { frontmatter: false } });
		const html = tree.type === 'root' ? toHast(withoutTags(tree)) : undefined;
		return html?.type === 'root' ? html : undefined;
	} catch (error) {
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}

/** Tags become the text that somebody typed: it is seen, and does nothing. */
function withoutTags<N extends Nodes>(tree: N): N {
	visitTree<Nodes>(tree, (node) => {
		if (node.type === 'html') Object.assign(node, { type: 'text' });
	});
	return tree;
}

function keepAllowed(node: RootContent): ElementContent[] {
	if (node.type === 'text') return [node];
	if (node.type !== 'element') return [];
	if (node.tagName === 'img') {
		return [{ type: 'text', value: String(node.properties['alt'] ?? '') }];
	}
	const children = node.children.flatMap(keepAllowed);
	if (node.tagName === 'a' && !isSafeAddress(String(node.properties['href'] ?? '')))
		return children;
	if (allowed.has(node.tagName)) return [bare(node, children)];
	return /^(h[1-6]|pre)$/.test(node.tagName)
		? [{ type: 'element', tagName: 'p', properties: {}, children }]
		: children;
}

/** Of its attributes, only where a link leads and where a list begins to count. */
function bare({ tagName, properties }: Element, children: ElementContent[]): Element {
	const { href, start } = properties;
	const kept = { ...(href && { href }), ...(typeof start === 'number' && { start }) };
	return { type: 'element', tagName, properties: kept, children };
}

/** A page of the web over TLS, or one of our own. */
export function isSafeAddress(address: string): boolean {
	return /^(https:\/\/[^\s\\]+|\/(?![/\\])[^\s\\]*)$/i.test(address);
}

/** The first mark that does nothing here, as a sentence that says what to write; undefined if there is none. */
export function strayMark(source: string): string | undefined {
	if (tag.test(source)) return 'Tags are not used here. Take out what stands in < and >.';
	let stray: string | undefined;
	try {
		visitTree<Nodes>(markdownToMdast(source, { features: { frontmatter: false } }), (node) => {
			stray ??= sentenceFor(node);
		});
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		stray = 'This nests too deeply. Write it as plain sentences or one list.';
	}
	return stray;
}

/** A tag, closed or not. An address in < and > is a link; "< 5" is a comparison. */
export const tag = /<(?!https?:)[/!?a-z]/i;

const notUsed: Readonly<Record<string, string>> = {
	heading:
		'Headings are not used here. Take the # or the underline away, or make the words **bold**.',
	image: 'Pictures are not used here. Describe in words what it shows.',
	imageReference: 'Pictures are not used here. Describe in words what it shows.',
	blockquote: 'Quotes are not used here. Take the > away.',
	code: 'Boxes of code are not used here. Take the spaces or the backticks before the words away.',
	inlineCode: 'Backticks are not used here. Take them away, or make the words **bold**.',
	table: 'Tables are not used here. Write a list: a line for each, with - before it.',
	thematicBreak: 'Lines across are not used here. Leave a line empty to begin a new paragraph.',
	delete: 'Words cannot be struck through here. Take them out.',
	footnoteReference: 'Footnotes are not used here. Say it where it belongs.',
};

function sentenceFor(node: Nodes): string | undefined {
	const address = node.type === 'link' || node.type === 'definition' ? node.url : undefined;
	if (address !== undefined && !isSafeAddress(address)) {
		return 'This link leads nowhere safe. Write an address that begins with https://, or one of our pages, like /standard.';
	}
	return notUsed[node.type];
}
