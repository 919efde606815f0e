import { expect, test } from 'vitest';
import { readSitting } from '#completions/sitting.ts';
import { checkContent } from '#lessons/check/check-content.ts';
import { searchStandard } from '#lessons/search.ts';
import { howHtml, statementHtml, transclude, whyHtml } from '#lessons/transclude.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { factsOf, showFactHtml } from '#policies/facts.ts';
import { versionsFor } from '#policies/reading.ts';
import { readPolicies } from '#policies/versions.ts';
import { wrongMadeRight } from '#quiz/soundness.ts';
import { viewFeedback } from '#quiz/view.ts';
import { cast, castTime } from '#test/cast.ts';
import { learner, lesson, smallCompany } from '#test/small-company.ts';
import { smallCatalogue, smallLesson, smallQuestion } from '#test/small-content.ts';

const attack = `<b onclick="alert('1')">&`;
const shown = '&lt;b onclick=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;';

/** A company whose fact is a text that no form would take: it got in by another way. */
async function attacked() {
	const company = await smallCompany({
		'lessons/lending/en.mdx': smallLesson('Lending', 'loans', [
			`<Question id="how-long" policy="loans">\nFor <Fact of="loans.window" />?\n\n- [x] Right: <Fact of="loans.window" />\n  > So <Fact of="loans.window" />.\n- [ ] No\n- [ ] Perhaps\n</Question>`,
		]),
	});
	const history = await readPolicies(company.db.read);
	const threads = history.policies.map((thread) => ({
		...thread,
		versions: thread.versions.map((version) => {
			if (version.policyId !== 'loans') return version;
			const facts = { ...version.body.facts, window: { value: attack, unit: 'text' } };
			return { ...version, body: { ...version.body, facts, why: '[{window}](x) **{window}**' } };
		}),
	}));
	const byId = new Map(threads.map((thread) => [thread.id, thread]));
	return { ...company, history: { ...history, policies: threads, byId } };
}

test('a text fact with mark-up in it is shown as text: in policies, lessons and their questions', async () => {
	const { db, catalogue, history } = await attacked();
	const { person } = await learner({ db, catalogue }, cast.picker);
	const versions = versionsFor(person, history, castTime);
	const around = { catalogue, versions, channels: ['shop'] };
	for (const html of [
		statementHtml('loans', around),
		whyHtml('loans', around),
		howHtml('loans', around),
		...['statement', 'why', 'how'].map((tag) => transclude(tag, 'loans', around)),
		showFactHtml(factsOf(versions), 'loans.window'),
	]) {
		expect(html).toContain(shown);
		expect(html).not.toContain('<b onclick');
	}
	const subject = lesson('lending');
	const sitting = await readSitting(db.read, { person, catalogue, history, at: castTime }, subject);
	const seen = [sitting?.question?.stem, ...(sitting?.question?.options ?? [])].join();
	expect(seen.split(shown)).toHaveLength(3);
	expect(seen).not.toContain('<b onclick');
	const question = catalogue.questionById.get('how-long')?.question ?? expect.fail();
	const answer = { step: 1, choice: [0], right: true, nextStep: null };
	const show = (name: string) => showFactHtml(factsOf(versions), name);
	const [chosen] = viewFeedback(question, answer, show).chosen;
	expect(chosen?.explanation).toContain(`So ${shown}`);
	// The search gives plain text; its page escapes all it shows.
	expect(searchStandard(catalogue, versions, 'onclick')[0]?.excerpt).toContain('<b onclick');
});

test('a yes within a longer answer is not the value of a yes-no fact; alone it is', () => {
	const right = 'Right: <Fact of="loans.cash" />';
	const catalogue = smallCatalogue({
		'lessons/lending/en.mdx': smallLesson('Lending', 'loans', [
			smallQuestion('how-long', 'loans', right)
				.replace('- [ ] No', '- [ ] Yes, but only at the till')
				.replace('- [ ] Perhaps', '- [ ] Right: yes'),
		]),
	});
	const question = catalogue.questionById.get('how-long')?.question ?? expect.fail();
	const facts = () => ({ value: 'yes', unit: 'yes-no' });
	const made = wrongMadeRight(question, facts, () => 'yes');
	expect(made.map(({ wording }) => wording.text.join(''))).toEqual(['Right: yes']);
});

const files = readContentFiles('content');
const returns = files.get('policies/returns.md') ?? '';
const returnsLesson = files.get('lessons/returns/en.mdx') ?? '';

/** What the check says once returns has another fact and its lesson another sentence. */
function found(fact: string, sentence: string, from = '  refund:') {
	const changed = new Map(files)
		.set('policies/returns.md', returns.replace(from, `${fact}\n${from}`))
		.set('lessons/returns/en.mdx', returnsLesson.replace('## Why it', `${sentence}\n\n## Why it`));
	return checkContent(changed).map(({ message }) => message);
}

test.each([
	['  until: { value: 2027-01-31, unit: date }', 'Gifts come back until 31 January 2027.'],
	['  until: { value: 2027-01-31, unit: date }', 'Gifts come back until January 31st.'],
	['  carrier: { value: Swiftway, unit: text }', 'A swiftway van takes it.'],
	['  extra: { value: 9, unit: week, varies: { market:AT: 11 } }', 'Some have eleven weeks.'],
])('%s typed by hand in “%s” is refused', (fact, sentence) => {
	expect(found(fact, sentence)).toContainEqual(
		expect.stringMatching(/typed by hand\. Write <Fact/),
	);
});

test.each([
	['  until: { value: 2027-01-31, unit: date }', 'Gifts come back until 30 January 2027.'],
	['  cash: { value: yes, unit: yes-no }', 'Yes, you may.'],
	['  carrier: { value: Swift, unit: text }', 'Be swiftly at the door.'],
])('%s is not in “%s”', (fact, sentence) => {
	expect(found(fact, sentence)).toEqual([]);
});

test('a question that is wrong in one place is found in the files, with the place', () => {
	const varies = returns.replace('unit: day }', 'unit: day, varies: { market:AT: 14 } }');
	const messages = checkContent(new Map(files).set('policies/returns.md', varies)).map(
		({ message }) => message,
	);
	expect(messages).toContainEqual(
		expect.stringMatching(/^For market:AT: Question unworn-shoes holds while .* it is 14/),
	);
	expect(messages.filter((message) => message.startsWith('Question'))).toEqual([]);
});
