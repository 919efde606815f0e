import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { checkContent } from '#lessons/check/check-content.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { formatProblem } from '#lib/problem.ts';

const folder = 'test/fixtures/content-mistakes';
const files = readContentFiles(folder);
const found = checkContent(files).map(formatProblem);

/** A rule, where the fixture breaks it, and a telling part of what the author reads. */
const planted: readonly (readonly [rule: string, place: string, words: string])[] = [
	['a file that cannot be read is named', 'policies/unread.md:1', 'begins with front matter'],
	[
		'a lesson that cannot be read is named',
		'lessons/broken/en.mdx:9',
		'closing tag for `<Statement>`',
	],
	['a lesson in no folder is refused', 'lessons/lost.mdx:1', 'Name it like lessons/returns/es.mdx'],
	[
		'a policy file named otherwise than its id is refused',
		'policies/delivery.md:2',
		'The id deliveries is not',
	],
	['an unknown language is refused', 'policies/gifts.copy.md:1', 'copy is no language'],

	['an unknown tag is refused', 'lessons/tags/en.mdx:17', '<Box> is no tag'],
	['raw HTML is refused', 'lessons/tags/en.mdx:17', '<b> is no tag'],
	['an unknown attribute is refused', 'lessons/tags/en.mdx:19', '<Fact> takes no locale'],
	['a missing attribute is refused', 'lessons/tags/en.mdx:19', '<Fact> has no of'],
	['an attribute in braces is refused', 'lessons/tags/en.mdx:19', '<Fact> needs its of in quotes'],
	['spread attributes are refused', 'lessons/tags/en.mdx:40', '<Question> takes no expression'],
	[
		'text in a tag that holds none is refused',
		'lessons/tags/en.mdx:25',
		'<Why> has something inside',
	],
	['an import is refused', 'lessons/tags/en.mdx:7', 'no import and no export'],
	['an expression is refused', 'lessons/tags/en.mdx:23', '{1 + 1} is an expression'],
	[
		'a fact in braces is shown as a tag',
		'lessons/tags/en.mdx:23',
		'Write <Fact of="returns.window" />',
	],
	[
		'a question within a list is refused',
		'lessons/tags/en.mdx:30',
		'tags-nested stands inside something',
	],

	['a policy that a lesson names is known', 'lessons/tags/en.mdx:3', 'no policy unheard-of'],
	['a policy that a tag names is known', 'lessons/tags/en.mdx:13', 'no policy gift.'],
	['a policy that a question names is known', 'lessons/tags/en.mdx:40', 'no policy present'],
	['a fact of a known policy is known', 'lessons/tags/en.mdx:15', 'Write one of: returns.window'],
	[
		'a fact of an unknown policy is refused',
		'lessons/tags/en.mdx:15',
		'no fact gift.ready, nor a policy',
	],
	[
		'a question is about a policy of its lesson',
		'lessons/tags/en.mdx:52',
		'Add it to policies at the top',
	],
	['the standard names a known policy', 'standard.yaml:3', 'no policy standrad'],
	['a touchpoint of a policy is known', 'policies/returns.md:6', 'no touchpoint moon'],
	['a channel of a policy is known', 'policies/returns.md:21', 'no channel fax'],
	['a fact in a policy text is known', 'policies/returns.md:11', 'Write one of: {window}, {limit}'],
	['a policy in a policy text is known', 'policies/returns.md:11', 'nor a policy shipping'],
	['a lesson of a track is known', 'tracks/first.yaml:6', 'no lesson missing-lesson'],
	['a channel of a track is known', 'tracks/first.yaml:3', 'no channel fax'],

	[
		'a question id stands once',
		'lessons/questions/en.mdx:83',
		'used already in lessons/questions/en.mdx:40',
	],
	[
		'a recall id is no question id',
		'lessons/gifts/en.mdx:49',
		'used already in lessons/gifts/en.mdx:27',
	],
	['a channel id stands once', 'channels.yaml:7', 'The channel id phone'],
	['a touchpoint id stands once', 'touchpoints.yaml:11', 'The touchpoint id return'],
	['a track id stands once', 'tracks/second.yaml:1', 'The track id first'],

	[
		'a fact typed in words over two lines is found',
		'lessons/questions/en.mdx:9',
		'“thirty days” is the value of returns.window',
	],
	[
		'a fact typed through bold type is found',
		'lessons/questions/en.mdx:10',
		'Write <Fact of="returns.window" />',
	],
	[
		'a sum of money typed by hand is found',
		'lessons/questions/en.mdx:14',
		'“€50” is the value of returns.limit',
	],
	[
		'a time typed by hand is found',
		'lessons/questions/en.mdx:14',
		"“2 o'clock” is the value of returns.cutoff",
	],
	[
		'a count typed by hand is found',
		'lessons/questions/en.mdx:18',
		'“five questions” is the value',
	],
	['a fact typed in an answer is found', 'lessons/questions/en.mdx:55', '“30 days” is the value'],
	['a fact typed in a title is found', 'lessons/gifts/en.mdx:2', 'Leave it out of the title'],
	['a fact typed in a picture is found', 'lessons/gifts/box.svg:4', 'Leave it out of the picture'],
	[
		'a fact typed in a statement is found',
		'policies/returns.md:9',
		'“thirty calendar days” is the value',
	],
	['a fact typed in a how is found', 'policies/returns.md:20', 'Write {limit}'],
	['a fact typed below a front matter is found', 'policies/returns.md:25', '“2 p.m.” is the value'],
	[
		'a fact typed in a translated lesson is found',
		'lessons/returns/es.mdx:12',
		'“30 días” is the value',
	],
	[
		'a fact typed in a translated policy is found',
		'policies/returns.es.md:4',
		'“30 días” is the value',
	],

	['a single choice has one right answer', 'lessons/questions/en.mdx:23', 'has 2 right answers'],
	['a single choice has two wrong answers', 'lessons/questions/en.mdx:23', 'one wrong answer'],
	['one wrong answer is not enough', 'lessons/questions/en.mdx:34', 'one wrong answer'],
	['every answer has an explanation', 'lessons/questions/en.mdx:45', 'no explanation'],
	['an arrow alone is no explanation', 'lessons/scenarios/en.mdx:20', 'no explanation'],
	[
		'a wrong answer does not say a fact of a right one',
		'lessons/questions/en.mdx:55',
		'“30 days!” is a wrong answer',
	],
	[
		'a wrong answer of a step does not say what a right one says',
		'lessons/scenarios/en.mdx:59',
		'“ask her.” is a wrong answer',
	],
	[
		'a question that names days says while which facts it is right',
		'lessons/questions/en.mdx:61',
		'holds="returns.window >= 3 week"',
	],
	['a holds is true', 'lessons/questions/en.mdx:72', 'returns.window >= 40 day, and it is'],
	['a holds names a known fact', 'lessons/questions/en.mdx:72', 'no fact returns.windw'],
	['a holds can be read', 'lessons/questions/en.mdx:83', 'returns.window is long'],
	[
		'a step that no answer leads to is refused',
		'lessons/scenarios/en.mdx:30',
		'No answer of scenarios-lost-step leads to step 3',
	],
	[
		'a step that leads back is refused',
		'lessons/scenarios/en.mdx:57',
		'the number of a later step',
	],
	[
		'an answer of a scenario leads somewhere',
		'lessons/scenarios/en.mdx:59',
		'does not say where it leads',
	],

	['a policy has a lesson', 'policies/delivery.md:2', 'No lesson is about the policy deliveries'],
	['a policy has three questions', 'policies/cards.md:2', 'has 0 questions. Ask at least 3'],
	['a touchpoint has a policy', 'touchpoints.yaml:6', 'No policy is for the touchpoint parking'],
	[
		'a policy speaks to the channels of a track',
		'policies/returns.md:17',
		'what people in phone do',
	],
	['a track without channels means all of them', 'policies/gifts.md:8', 'what people in phone do'],

	['a lesson says how long it takes', 'lessons/hard/en.mdx:4', 'Write minutes: 2'],
	['a lesson does not say over five minutes', 'lessons/four-parts/en.mdx:4', 'takes 7 minutes'],
	['a lesson does not take over five minutes', 'lessons/long/en.mdx:4', 'takes 6 minutes'],
	['a lesson is easy to read', 'lessons/hard/en.mdx:1', 'The reading grade is 10.0'],
	['a part is not missing', 'lessons/parts/en.mdx:1', '“How you contribute” is missing'],
	['the parts stand in order', 'lessons/swapped/en.mdx:9', '“Why it matters” should stand here'],
	['there is no fourth part', 'lessons/four-parts/en.mdx:13', '“And one more” is a fourth part'],
	['a picture has words', 'lessons/gifts/en.mdx:17', 'has no words'],
	['a picture is there', 'lessons/gifts/en.mdx:19', 'missing.svg is missing'],
	['a picture is a drawing', 'lessons/gifts/en.mdx:21', 'photo.png is no SVG file'],

	['a translation has a source', 'lessons/lost/es.mdx:1', 'no lesson lost to translate'],
	['a translation follows the revision', 'lessons/returns/es.mdx:5', 'is at 2'],
	[
		'a translation names the same policies',
		'lessons/returns/es.mdx:3',
		'Write policies: [returns]',
	],
	['a translation leaves no question out', 'lessons/returns/es.mdx:1', 'The question returns-cups'],
	['a translation adds no question', 'lessons/returns/es.mdx:31', 'The question returns-vasos'],
	['a translation leaves no tag out', 'lessons/returns/es.mdx:1', '<Why of="returns"> of'],
	['a translation leaves no fact out', 'lessons/returns/es.mdx:1', '<Fact of="returns.window"> of'],
	['a translation adds no tag', 'lessons/returns/es.mdx:16', '<How of="returns"> is not in'],
	[
		'a translated question keeps its facts',
		'lessons/returns/es.mdx:20',
		'Write returns.window instead of none',
	],
	[
		'a translated question keeps its holds',
		'lessons/returns/es.mdx:20',
		'the holds must be as in the source',
	],
	[
		'a translated question is of the same kind',
		'lessons/returns/es.mdx:55',
		'Write multiple instead of single',
	],
	[
		'a translated question is about the same policy',
		'lessons/returns/es.mdx:55',
		'Write returns instead of gifts',
	],
	[
		'a right answer stays right in translation',
		'lessons/returns/es.mdx:23',
		'is wrong here and right in the source',
	],
	[
		'a wrong answer stays wrong in translation',
		'lessons/returns/es.mdx:25',
		'is right here and wrong in the source',
	],
	[
		'a translated question has as many answers',
		'lessons/returns/es.mdx:42',
		'has 4 answers here and 3',
	],
	['a translated policy has a source', 'policies/nobody.es.md:1', 'no policy nobody to translate'],
	["a translated policy has its source's id", 'policies/returns.es.md:2', 'Write id: returns'],
	['a translated policy follows the version', 'policies/returns.es.md:3', 'is at 2'],
	[
		'a translated policy leaves no fact out',
		'policies/returns.es.md:8',
		'Put {window} into the text',
	],
	[
		'the statement of a translated policy leaves no fact out',
		'policies/returns.es.md:4',
		'Put {window} into the text',
	],
	['a fact of a translated policy is known', 'policies/returns.es.md:6', 'no fact returns.windw'],
	['a fact is not translated', 'policies/returns.es.md:6', 'no fact returns.ventana'],
	[
		'a policy that a translated policy names is known',
		'policies/returns.es.md:6',
		'nor a policy shipping',
	],
	['a channel of a translated policy is known', 'policies/returns.es.md:9', 'no channel fax'],
];

test.each(planted)('%s', (_, place, words) => {
	const there = found.filter((line) => line.startsWith(`${place}: `));
	expect(
		there.some((line) => line.includes(words)),
		`${place}: … ${words} …\nin:\n${there.join('\n')}`,
	).toBe(true);
});

test('the check finds nothing but what was planted', () => {
	const unplanted = found.filter(
		(line) =>
			!planted.some(([, place, words]) => line.startsWith(`${place}: `) && line.includes(words)),
	);
	expect(unplanted).toEqual([]);
});

test('problems come by file and line, each once', () => {
	const problems = checkContent(files);
	const inOrder = problems.toSorted((a, b) =>
		a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line,
	);
	expect(problems).toEqual(inOrder);
	expect(new Set(found).size).toBe(found.length);
});

test('every message says what is wrong and, after it, what to do', () => {
	for (const line of found) expect(line).toMatch(/^\S+:\d+: .+\. .*[A-Z].+\.$/);
});

test('the command prints each problem with its file, and a count', () => {
	const { status, stdout } = checkCommand('--dir', folder);
	expect(status).toBe(1);
	expect(stdout).toContain(`${folder}/standard.yaml:3: There is no policy standrad.`);
	expect(stdout.trimEnd().split('\n').at(-1)).toBe(`${found.length} problems`);
});

test('the command says in one line that everything is fine', () => {
	const { status, stdout } = checkCommand();
	expect(stdout).toMatch(/^\d+ lessons, \d+ questions, \d+ policies: all fine\.\n$/);
	expect(status).toBe(0);
});

test('the command says in one line that a folder is not there', () => {
	const { status, stdout, stderr } = checkCommand('--dir', 'nowhere');
	expect(stdout).toBe(
		'There is no folder nowhere. Name the one that holds lessons/: --dir content.\n',
	);
	expect(stderr).toBe('');
	expect(status).toBe(1);
});

function checkCommand(...options: string[]) {
	const script = 'src/jobs/check-content.ts';
	return spawnSync(process.execPath, [script, ...options], { encoding: 'utf8' });
}
