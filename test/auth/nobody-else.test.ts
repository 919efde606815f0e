import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

// Nobody acts as somebody else: a session begins in one place, for whoever gave the proof.

const sources = globSync('src/**/*.{ts,astro}').map((file) => ({
	file,
	text: readFileSync(file, 'utf8'),
}));

test('a session begins in one place only', () => {
	const beginning = sources.filter(({ text }) => /\bsessions\.begin\(/.test(text));
	expect(beginning.map(({ file }) => file)).toEqual(['src/actions/enter.ts']);
	const creating = sources.filter(({ text }) => text.includes('.createSession('));
	expect(creating.map(({ file }) => file)).toEqual(['src/auth/session.ts']);
});

test('whose session it is comes from the proof, never from a form or an address', () => {
	for (const { file, text } of sources) {
		for (const [, given = ''] of text.matchAll(/\benter\(context, \{([\s\S]*?)\}\)/g)) {
			const [, source = ''] = /employeeId(?:: ([\w.?]+))?/.exec(given) ?? [];
			expect(source, `${file} lets in somebody whom the request names.`).not.toMatch(
				/^(input|form|values|params)\b/,
			);
		}
	}
});

test('nothing else sets who is there', () => {
	const setting = sources.filter(({ text }) =>
		/locals\.person\s*=(?!=|\s*undefined)|Object\.assign\((?:context\.)?locals, \{ person(?!: undefined, session)/.test(
			text,
		),
	);
	expect(setting.map(({ file }) => file).toSorted()).toEqual(
		['src/actions/enter.ts', 'src/middleware.ts'].toSorted(),
	);
});
