import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';

// The prose of the lessons. Their front matter and questions are read by src/lessons, which also
// knows what is wrong with them.
const lessons = defineCollection({
	loader: glob({
		base: './content/lessons',
		pattern: '*/*.mdx',
		generateId: ({ entry }) => entry.replace(/\.mdx$/, ''),
	}),
});

export const collections = { lessons };
