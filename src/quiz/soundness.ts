import { type Condition, isMet } from '#lib/condition.ts';
import { notTyped, quantitiesIn } from '#lib/quantities-in-text.ts';
import { compareQuantities, type FactLookup, kindOf, type Quantity } from '#lib/quantity.ts';
import { factsIn, fillTemplate } from '#lib/template.ts';
import { type Option, optionsAt, type Question } from './question.ts';

/** The conditions of a question that are not true of these facts: its right answer may be wrong. */
export function brokenHolds(question: Question, facts: FactLookup): Condition[] {
	return question.holds.filter((condition) => !isMet(condition, facts(condition.of)));
}

/**
 * The wrong answers that these facts make right: they say the same as a right one beside them, or
 * name by hand the value of a fact that a right one uses. `show` gives a fact as the reader sees it.
 */
export function wrongMadeRight(
	question: Question,
	facts: FactLookup,
	show: (name: string) => string,
): Option[] {
	const steps = question.kind === 'scenario' ? question.steps.map((_, index) => index + 1) : [1];
	return steps.flatMap((step) => madeRight(optionsAt(question, step), facts, show));
}

function madeRight(
	options: readonly Option[],
	facts: FactLookup,
	show: (name: string) => string,
): Option[] {
	const right = options.filter((option) => option.right);
	const said = new Set(right.map((option) => plainly(fillTemplate(option.wording.text, show))));
	const names = right.flatMap((option) => factsIn(option.wording.text));
	const values = names.flatMap((name) => facts(name) ?? []);
	// A "yes" within other words is no fact's value; alone, it is what the right answer says.
	const telling = names.filter((name) => kindOf(facts(name)?.unit ?? 'yes-no') !== 'yes or no');
	const shown = telling.map((name) => plainly(show(name)));
	return options.filter((option) => {
		if (option.right) return false;
		const typed = fillTemplate(option.wording.text, () => notTyped);
		return (
			said.has(plainly(fillTemplate(option.wording.text, show))) ||
			// In another language than English, only what a fact looks like can be recognised.
			shown.some((value) => ` ${plainly(typed)} `.includes(` ${value} `)) ||
			namesOneOf(values, typed)
		);
	});
}

function namesOneOf(values: readonly Quantity[], typed: string): boolean {
	const counted = values.map(({ unit }) => unit).filter((unit) => kindOf(unit) === 'count');
	return quantitiesIn(typed, counted).some(({ quantity }) =>
		values.some((value) => compareQuantities(quantity, value) === 0),
	);
}

/** Words only: case, white space and punctuation make no difference; a sign of money or of percent does. */
function plainly(text: string): string {
	return text
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\p{Sc}%\s]+/gu, ' ')
		.replace(/\s+/g, ' ')
		.trim();
}
