import { format } from 'prettier';
import { expect, test } from 'vitest';
import { may, rightsTable, roles } from '#people/roles.ts';

const columns = ['employee', ...roles] as const;

test('docs/rights.md is the table of who may do what', async () => {
	const lines = rightsTable().map(({ right, held }) => {
		const marks = columns.map((role) => (held.some((holder) => holder === role) ? 'yes' : ''));
		return `| ${[right, ...marks].join(' | ')} |`;
	});
	const head = [
		`| right | ${columns.join(' | ')} |`,
		`| --- | ${columns.map(() => '---').join(' | ')} |`,
	];
	// After a change of src/people/roles.ts: npx vitest run --config test/vitest.config.ts rights -u
	const text = [...preface, ...head, ...lines].join('\n');
	const page = await format(text, { parser: 'markdown', printWidth: 100 });
	await expect(page).toMatchFileSnapshot('../../docs/rights.md');
});

const preface = [
	'# Who may do what',
	'',
	'Made from `src/people/roles.ts`; a test keeps it true. Everybody who works here is an employee: she learns,',
	'answers, signs, reads the standard and sees her own record. Beyond that a person may have several roles.',
	'A manager’s rights reach her own people only: those in the teams she leads and below, of a vendor’s lead the',
	'vendor’s. What a person may not see is not found.',
	'',
];

test('nobody has a right that no role gives', () => {
	for (const { right, held } of rightsTable()) {
		expect(held.length, right).toBeGreaterThan(0);
		expect(new Set(held).size, right).toBe(held.length);
	}
	expect(may([], 'see team')).toBe(false);
	expect(may(['leader'], 'see audit')).toBe(false);
	expect(may(['manager', 'administrator'], 'see audit')).toBe(true);
});
