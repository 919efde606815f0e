import type { Nodes } from 'mdast';
import { posix } from 'node:path';
import { lineOf } from '#lib/mdx.ts';
import { visitTree } from '#lib/tree.ts';
import type { Content } from './content.ts';

type Picture = { readonly line: number; readonly url: string; readonly alt: string };

/** Every picture is a file beside the lesson, and says in words what it shows. */
export function* checkPictures({ written, files }: Content) {
	for (const { lesson, tree } of written) {
		for (const { line, url, alt } of picturesIn(tree)) {
			if (alt.trim() === '') {
				const message = `The picture ${url} has no words for those who do not see it. Write them in the brackets: ![what it shows](${url}).`;
				yield { file: lesson.file, line, message };
			}
			if (!url.endsWith('.svg')) {
				const message = `The picture ${url} is no SVG file. Draw it as one and put it beside the lesson.`;
				yield { file: lesson.file, line, message };
			} else if (!files.has(posix.join(posix.dirname(lesson.file), url))) {
				const message = `The picture ${url} is missing. Put it into ${posix.dirname(lesson.file)}/, or take this line out.`;
				yield { file: lesson.file, line, message };
			}
		}
	}
}

function picturesIn(tree: Nodes): Picture[] {
	const pictures: Picture[] = [];
	visitTree(tree, (node) => {
		if (node.type !== 'image' && node.type !== 'imageReference') return;
		const url = node.type === 'image' ? node.url : `[${node.identifier}]`;
		pictures.push({ line: lineOf(node), url, alt: node.alt ?? '' });
	});
	return pictures;
}
