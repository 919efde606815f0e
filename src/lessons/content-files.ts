import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The texts that authors wrote, by their path within the content folder: `lessons/returns/en.mdx`. */
export type ContentFiles = ReadonlyMap<string, string>;

const textual = /\.(ya?ml|mdx?|svg|jsonl)$/;

/** Reads a content folder from disk: scripts, tests and the content check do; the built server has it inside. */
export function readContentFiles(folder: string): ContentFiles {
	const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
	const paths = entries
		.filter((entry) => entry.isFile() && textual.test(entry.name))
		.map((entry) => join(entry.parentPath, entry.name))
		.sort();
	return new Map(
		paths.map((path) => [
			relative(folder, path).split(sep).join('/'),
			readFileSync(path, 'utf8').replaceAll('\r\n', '\n'),
		]),
	);
}
