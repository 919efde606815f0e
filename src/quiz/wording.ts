import type { Blockquote, Paragraph, RootContent, Text } from 'mdast';
import { inlineHtml, mdastToSafeHtml, plainText } from '#lib/markdown.ts';
import { toTemplate } from '#lib/template.ts';
import type { Wording } from './question.ts';

/** Blocks of Markdown, their facts already places, as HTML and as text. */
export function wordingOf(blocks: readonly RootContent[]): Wording {
	const html = mdastToSafeHtml({ type: 'root', children: [...blocks] });
	const text = blocks.map(plainText).join(' ').trim();
	return { html: toTemplate(inlineHtml(html)), text: toTemplate(text) };
}

const arrow = /\s*→\s*(\d+|end)\s*$/;

/** Removes the arrow at the end of an explanation and returns where it points. */
export function arrowOf(quotes: readonly Blockquote[]): string | undefined {
	const paragraph = quotes.at(-1)?.children.findLast((block) => block.type === 'paragraph');
	const last = paragraph && lastText(paragraph);
	const [whole, target] = (last && arrow.exec(last.value)) ?? [];
	if (last && whole !== undefined) last.value = last.value.slice(0, -whole.length);
	return target;
}

function lastText(paragraph: Paragraph): Text | undefined {
	const last = paragraph.children.at(-1);
	return last?.type === 'text' ? last : undefined;
}
