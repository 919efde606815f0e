import { factsIn } from '#lib/template.ts';
import { optionsAt, type Question, wordingsOf } from '#quiz/question.ts';
import { asWritten } from './holds.ts';

type Found = { readonly line: number; readonly message: string };

/** In what a translated question differs from its source other than in words. */
export function differences(question: Question, source: Question): Found[] {
	const { id, line } = question;
	const aspects = [
		{ what: 'the kind', here: question.kind, there: source.kind },
		{ what: 'the policy', here: question.policyId, there: source.policyId },
		{ what: 'the holds', here: holdsOf(question), there: holdsOf(source) },
		{ what: 'the facts used', here: factsOf(question), there: factsOf(source) },
	];
	const found = aspects
		.filter(({ here, there }) => here !== there)
		.map(({ what, here, there }) => ({
			line,
			message: `In question ${id}, ${what} must be as in the source. Write ${there || 'none'} instead of ${here || 'none'}.`,
		}));
	return question.kind === source.kind ? [...found, ...answerDifferences(question, source)] : found;
}

function answerDifferences(question: Question, source: Question): Found[] {
	const { id, line } = question;
	const [here, there] = [answersOf(question), answersOf(source)];
	const count = (answers: readonly string[][]) => answers.map(({ length }) => length).join(' + ');
	if (count(here) !== count(there)) {
		const message = `Question ${id} has ${count(here)} answers here and ${count(there)} in the source. Translate each of them, in the same order.`;
		return [{ line, message }];
	}
	return here.flatMap((answers, step) =>
		answers.flatMap((answer, number) => {
			if (answer === there[step]?.[number]) return [];
			const message = `This answer of ${id} is ${answer} here and ${there[step]?.[number]} in the source. Keep the order of the answers, what is ticked and where it leads.`;
			return [{ line: optionsAt(question, step + 1)[number]?.line ?? line, message }];
		}),
	);
}

/** Per step, what each answer is: "right", "wrong, → 3". */
function answersOf(question: Question): string[][] {
	if (question.kind !== 'scenario') {
		return [question.options.map(({ right }) => (right ? 'right' : 'wrong'))];
	}
	return question.steps.map(({ options, leadsTo }) =>
		options.map(
			({ right }, number) => `${right ? 'right' : 'wrong'}, → ${leadsTo[number] ?? 'end'}`,
		),
	);
}

function holdsOf({ holds }: Question): string {
	return holds.map(asWritten).join(' and ');
}

function factsOf(question: Question): string {
	const names = wordingsOf(question).flatMap(({ wording }) => factsIn(wording.text));
	return [...new Set(names)].sort().join(', ');
}
