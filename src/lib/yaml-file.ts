import type { z } from 'astro/zod';
import { LineCounter, parseDocument } from 'yaml';
import type { Report } from './problem.ts';

/**
 * Reads YAML against a schema. Each thing that is wrong is reported at its own line; `above` is the
 * number of lines that stand above the YAML in its file. Undefined if anything was wrong.
 */
export function readYaml<S extends z.ZodType>(
	source: string,
	schema: S,
	report: Report,
	above = 0,
): z.output<S> | undefined {
	const lines = new LineCounter();
	const document = parseDocument(source, { lineCounter: lines });
	for (const error of document.errors) {
		report(
			above + lines.linePos(error.pos[0]).line,
			`${firstLine(error.message)}. Put quotes around a text that holds a colon or begins with a brace.`,
		);
	}
	if (document.errors.length > 0) return undefined;
	const result = schema.safeParse(document.toJS());
	if (result.success) return result.data;
	for (const issue of result.error.issues) {
		report(
			above + lineOfPath(issue.path),
			`${issue.path.join('.') || 'The file'}: ${issue.message}`,
		);
	}
	return undefined;

	function lineOfPath(path: readonly PropertyKey[]): number {
		for (let length = path.length; length > 0; length -= 1) {
			const node: unknown = document.getIn(path.slice(0, length), true);
			if (isPlaced(node)) return lines.linePos(node.range[0]).line;
		}
		return 1;
	}
}

function isPlaced(node: unknown): node is { range: [number, number, number] } {
	return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}

function firstLine(message: string): string {
	return (message.split('\n')[0] ?? '').replace(/ at line \d+.*$/, '').replace(/[.:]$/, '');
}

const fence = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;

/** Parts a file into its front matter and the rest; undefined if it has no front matter. */
export function splitFrontMatter(
	source: string,
): { yaml: string; body: string; bodyLine: number } | undefined {
	const [whole, yaml] = fence.exec(source) ?? [];
	if (whole === undefined || yaml === undefined) return undefined;
	return { yaml, body: source.slice(whole.length), bodyLine: whole.split('\n').length };
}
