import type { Report } from '#lib/problem.ts';
import { readPattern } from './parse-pattern.ts';
import type { Pattern } from './pattern.ts';
import type { Thesaurus } from './thesaurus.ts';

/** Reads `content/thesaurus/en.md`: an idea under each heading, a wording on each line of its list. */
export function readThesaurus(
	source: string,
	stem: (word: string) => string,
	report: Report,
): Thesaurus {
	const ideas = new Map<string, Pattern[]>();
	let current: Pattern[] | undefined;
	for (const [index, text] of source.split('\n').entries()) {
		const [, heading] = /^##+ +(.+?)\s*$/.exec(text) ?? [];
		const [, wording] = /^- +(.+?)\s*$/.exec(text) ?? [];
		if (heading !== undefined) current = begin(heading, index + 1);
		else if (wording !== undefined) {
			const pattern = readPattern(wording, stem, index + 1, report);
			if (pattern) current?.push(pattern);
		}
	}
	return ideas;

	function begin(name: string, line: number): Pattern[] {
		const patterns: Pattern[] = [];
		if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
			report(
				line,
				`“${name}” is no name of an idea. Write small letters and hyphens: any-channel.`,
			);
		} else if (ideas.has(name)) {
			report(line, `The idea ${name} stands here twice. Put its wordings under one heading.`);
		} else ideas.set(name, patterns);
		return patterns;
	}
}
