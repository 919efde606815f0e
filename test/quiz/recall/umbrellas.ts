import { attributeOf, isJsx, parseMdx } from '#lib/mdx.ts';
import type { Quantity } from '#lib/quantity.ts';
import { createLanguage } from '#quiz/recall/create-language.ts';
import { gradeRecall, type Language } from '#quiz/recall/grade-recall.ts';
import { stemIn } from '#quiz/recall/languages.ts';
import { parseRecall } from '#quiz/recall/parse-recall.ts';
import { readThesaurus } from '#quiz/recall/parse-thesaurus.ts';
import type { Recall } from '#quiz/recall/recall.ts';

// A recall of a shop that lends umbrellas: none of the company's own, so that nothing here is graded
// by wordings that were written for it.

const source = `<Recall id="lending" policy="loans">
How do we lend umbrellas?

- [x] within <Fact of="loans.window" />
- [x] the customer chooses the umbrella
  - @customer ~2 (choose | pick)
- [x] she asks nobody
  - not ~2 ask
- [ ] only with a card
  - (need | must | show) ~2 card
- [ ] we choose
  - (we | manager) ~1 (choose | pick)
</Recall>`;

const stem = stemIn('en');
const thesaurus = readThesaurus(
	'## customer\n\n- (customer | client | she | he | they)\n',
	stem,
	fail,
);
export const lending = recallIn(source);
export const english = gradedLanguage();

export const thirtyDays: Quantity = { value: 30, unit: 'day' };
export const facts = new Map<string, Quantity>([
	['loans.window', thirtyDays],
	['loans.deposit', { value: 5, unit: 'EUR' }],
]);

/** Reads one `<Recall>`; what is wrong with it fails the test. */
export function recallIn(
	text: string,
	report: (line: number, message: string) => void = fail,
): Recall {
	const element = parseMdx(text).children.find((node) => isJsx(node) && attributeOf(node, 'id'));
	if (!element || !isJsx(element)) throw new Error('There is no recall.');
	const recall = parseRecall(element, { lines: text.split('\n'), stem }, report);
	if (!recall) throw new Error('The recall cannot be read.');
	return recall;
}

export function grade(answer: string, texts: readonly string[] = []) {
	return gradeRecall(lending, { facts, texts }, answer, english);
}

export function verdictOn(answer: string): string {
	return grade(answer).verdict;
}

/** What came of the ideas: of the quantity, of the choice, of asking. */
export function outcomes(answer: string): string[] {
	return grade(answer).required.map(({ outcome }) => outcome);
}

function gradedLanguage(): Language {
	const language = createLanguage('en', thesaurus, [lending]);
	if (!language) throw new Error('English is not graded.');
	return language;
}

function fail(line: number, message: string): never {
	throw new Error(`${line}: ${message}`);
}
