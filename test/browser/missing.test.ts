import { createClient } from '@libsql/client';
import { expect, test } from 'vitest';
import { factsIn } from '#lib/template.ts';
import { wordingsOf } from '#quiz/question.ts';
import { cast } from '#test/cast.ts';
import { answer, catalogue, questionOn } from './answers.ts';
import { useSite } from './site.ts';

// The database lacks a fact that a lesson names: an honest notice, an alarm, and never a wrong number.

const gone = 'returns.window';
const site = useSite({ prepare: takeOutFact });

test('the learner is told that a part is being checked, and is asked nothing that needs it', async () => {
	const page = await site().openAs(cast.thirdPicker);
	await page.goto('/lessons/returns');
	await page.getByText('Part of this lesson is being checked.').waitFor();
	const lesson = await page.locator('main').innerText();
	expect(lesson).toContain('within (this number is being checked), in any channel');
	expect(lesson, 'no value in its place').not.toMatch(/NaN|undefined|\{window\}|\b\d+\sdays?\b/);
	const needing = new Set(
		catalogue.lessonById
			.get('returns')
			?.questions.filter(
				(question) =>
					question.holds.some(({ of }) => of === gone) ||
					wordingsOf(question).some(({ wording }) => factsIn(wording.html).includes(gone)),
			)
			.map(({ id }) => id),
	);
	expect(needing.size, 'the lesson has such questions').toBeGreaterThan(1);
	const asked = new Set<string>();
	while ((await page.locator('form[data-answer]').count()) > 0 && asked.size < 20) {
		asked.add((await questionOn(page)).question.id);
		await answer(page);
	}
	expect(asked.size).toBeGreaterThan(0);
	expect([...asked].filter((id) => needing.has(id))).toEqual([]);
	for (const path of ['/standard/returns', '/standard', '/']) {
		await page.goto(path);
		const text = await page.locator('main').innerText();
		expect(text, path).not.toMatch(/NaN|undefined|\{window\}|\b30\sdays?\b/);
	}
});

test('leaders see which lessons name it and where', async () => {
	const page = await site().openAs(cast.policyOwner, { viewport: { width: 1280, height: 800 } });
	await page.goto('/policies');
	const notice = page.locator('.notice').filter({ hasText: 'that are not there' });
	expect(await notice.innerText()).toContain(gone);
	await notice.getByText('Where', { exact: true }).click();
	expect(await notice.innerText()).toMatch(
		/content\/lessons\/returns\/en\.mdx:\d+ names returns\.window/,
	);
});

test('whoever started the server was told each place by file and line', async () => {
	const { output } = await site().server.stop();
	expect(output).toMatch(
		/content\/lessons\/returns\/en\.mdx:\d+ names returns\.window, and there is no such fact in force\. Learners are told/,
	);
	expect(output).toContain('a lesson names what is not there');
});

async function takeOutFact(file: string): Promise<void> {
	const client = createClient({ url: `file:${file}` });
	await client.execute(
		"update policy_versions set body = json_remove(body, '$.facts.window') where policy_id = 'returns'",
	);
	client.close();
}
