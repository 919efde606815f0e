import { expect, test } from 'vitest';
import { toCsv } from '#lib/csv.ts';

test('a table begins with a byte order mark and its header', () => {
	expect(toCsv(['Name', 'Right'], [['Górski', 3]])).toBe('\ufeffName,Right\nGórski,3\n');
});

const formulas = ['=1+1', '+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1', '＋1', '－1', '＠x'];

test.each(formulas)('a cell that a spreadsheet would run is text: %o', (cell) => {
	const [, row = ''] = /^\ufeffa\n([\s\S]*)\n$/.exec(toCsv(['a'], [[cell]])) ?? [];
	expect(row.replace(/^"/, '')).toMatch(/^'/);
});

test('a name in the header is text too', () => {
	expect(toCsv(['=1+1'], [])).toBe("\ufeff'=1+1\n");
});

test('quotes, commas and line breaks stay within their cell', () => {
	expect(toCsv(['a', 'b'], [['say "yes", please', 'two\nlines']])).toBe(
		'\ufeffa,b\n"say ""yes"", please","two\nlines"\n',
	);
});

test('a number below zero stays a number', () => {
	expect(toCsv(['a'], [[-5]])).toBe('\ufeffa\n-5\n');
});
