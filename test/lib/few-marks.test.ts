import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fewMarksToHtml, strayMark } from '#lib/few-marks.ts';
import { nearNames } from '#lib/near.ts';

test.each([
	['One.\n\nTwo.', '<p>One.</p><p>Two.</p>'],
	['**Now** and *then*', '<p><strong>Now</strong> and <em>then</em></p>'],
	['- a\n- b', '<ul><li>a</li><li>b</li></ul>'],
	['3. c\n4. d', '<ol start="3"><li>c</li><li>d</li></ol>'],
	[
		'[Book it](https://book.example/a?b=1)',
		'<p><a href="https://book.example/a?b=1">Book it</a></p>',
	],
	['[The standard](/standard#returns)', '<p><a href="/standard#returns">The standard</a></p>'],
	['5 < 6, 3 > 2 and a & b', '<p>5 &#x3C; 6, 3 > 2 and a &#x26; b</p>'],
])('%j uses marks that work', (source, html) => {
	expect(fewMarksToHtml(source).replace(/>\n+</g, '><').replace(/\n+/g, '')).toBe(html);
	expect(strayMark(source)).toBeUndefined();
});

test.each([
	['<b>Now</b>', /Tags are not used here/, 'Now'],
	['Never <b>ever', /Tags are not used here/, 'ever'],
	['<script>alert(1)</script>', /Tags are not used here/, 'alert(1)'],
	['<img src=x onerror=alert(1)>', /Tags/, 'onerror'],
	['<!-- hidden -->', /Tags/, 'hidden'],
	['<scr<script>ipt>alert(1)</script>', /Tags/, 'alert(1)'],
	['[x](javascript:alert(1))', /leads nowhere safe/, 'x'],
	['[x](http://plain.example)', /https:\/\//, 'x'],
	['[x](//evil.example)', /leads nowhere safe/, 'x'],
	['[x](/\\evil.example)', /leads nowhere safe/, 'x'],
	['[x]: data:text/html,x\n\n[x]', /leads nowhere safe/, 'x'],
	['# Loud', /Headings are not used here/, 'Loud'],
	['Loud\n====', /Headings are not used here/, 'Loud'],
	['![A box](https://x.example/y.png)', /Pictures are not used here/, 'A box'],
	['> Said she', /Quotes are not used here/, 'Said she'],
	['    indented', /code are not used here/, 'indented'],
	['`typed`', /Backticks are not used here/, 'typed'],
	['| a | b |\n|-|-|\n| 1 | 2 |', /Tables are not used here/, '1'],
	['a\n\n---\n\nb', /Lines across are not used here/, 'b'],
	['~~gone~~', /struck through/, 'gone'],
])('%j gets a sentence beside it, and is shown as its words', (source, sentence, words) => {
	expect(strayMark(source)).toMatch(sentence);
	const html = fewMarksToHtml(source);
	expect(html).toContain(words);
	onlyFewTags(html);
});

test('whatever is written, nothing comes out but the few tags', () => {
	const piece = fc.constantFrom(
		...[
			'<script>',
			'</script>',
			'<img onerror=x src=y>',
			'<svg onload=x',
			'](javascript:x)',
			'[a',
			'![b',
		],
		...[
			'**',
			'*',
			'- ',
			'1. ',
			'> ',
			'# ',
			'`',
			'\n',
			'\n\n',
			'    ',
			'word',
			'&lt;',
			'<a href="',
			'|',
			'\\',
			'"',
		],
	);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 40 }), (pieces) =>
			onlyFewTags(fewMarksToHtml(pieces.join(''))),
		),
		{ numRuns: 1000 },
	);
});

test.each(['>', '- + * ', '1. ', '[', '*', '![', '<b>', '**a ', '('])(
	'%j a hundred thousand times over harms nothing and takes no time',
	(piece) => {
		const started = performance.now();
		onlyFewTags(fewMarksToHtml(piece.repeat(100_000)));
		strayMark(piece.repeat(1200 / piece.length));
		expect(performance.now() - started).toBeLessThan(2000);
	},
);

test('what was probably meant is named, nearest first, and nothing far away', () => {
	const names = ['window', 'refund', 'returns.window', 'wait'];
	expect(nearNames('widow', names)).toEqual(['window']);
	expect(nearNames('windwo', names)).toEqual(['window']);
	expect(nearNames('refunds', names)).toEqual(['refund']);
	expect(nearNames('elephant', names)).toEqual([]);
	expect(nearNames('', names)).toEqual([]);
});

/** Every tag is one of the few, and says nothing but where a link leads or a list begins. */
function onlyFewTags(html: string): void {
	const tag =
		/^<(\/?(p|strong|em|ul|ol|li|a)|br|ol start="\d+"|a href="(https:\/\/|\/(?![/\\]))[^"<>\s]*")>$/;
	for (const found of html.match(/<[^>]*>?/g) ?? []) expect(found).toMatch(tag);
}
