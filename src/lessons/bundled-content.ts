import type { ContentFiles } from './content-files.ts';

const bundled = import.meta.glob<string>('/content/**/*.{yaml,yml,md,mdx,svg,jsonl}', {
	query: '?raw',
	import: 'default',
	eager: true,
});

/** The content as it was when the site was built: prose and questions always fit together. */
export const bundledContent: ContentFiles = new Map(
	Object.entries(bundled)
		.map(([path, text]) => [path.replace('/content/', ''), text.replaceAll('\r\n', '\n')] as const)
		.sort(([a], [b]) => (a < b ? -1 : 1)),
);
