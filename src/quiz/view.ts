import { fillTemplate } from '#lib/template.ts';
import { shownOrder } from './present.ts';
import { type Option, optionsAt, type Question, stemAt } from './question.ts';

/** A question as a page may show it: nothing here tells a right answer from a wrong one. */
export type QuestionView = {
	readonly id: string;
	readonly kind: Question['kind'];
	readonly round: number;
	readonly step: number;
	/** The scene of a scenario, above the step's own question. */
	readonly scene: string | null;
	readonly stem: string;
	/** HTML, in the order shown; the page sends back places in this order. */
	readonly options: readonly string[];
};

/** Shows a fact by its name, as HTML. */
export type ShowFact = (name: string) => string;

export function viewQuestion(
	question: Question,
	turn: { readonly round: number; readonly step: number },
	attemptId: string,
	show: ShowFact,
): QuestionView {
	const options = optionsAt(question, turn.step);
	const order = shownOrder(question, turn.step, `${attemptId} ${turn.round}`);
	return {
		id: question.id,
		kind: question.kind,
		...turn,
		scene: question.kind === 'scenario' ? fillTemplate(question.stem.html, show) : null,
		stem: fillTemplate(stemAt(question, turn.step).html, show),
		options: order.map((number) => fillTemplate(options[number]?.wording.html ?? [], show)),
	};
}

/** What the learner reads about an answer she has given. */
export type Feedback = {
	readonly questionId: string;
	readonly kind: Question['kind'];
	readonly stem: string;
	readonly right: boolean;
	/** In a scenario: more is to come. */
	readonly goesOn: boolean;
	readonly chosen: readonly ChosenOption[];
	/** Right answers of a multiple choice that were not chosen. */
	readonly missed: number;
	/** In practice, where the question does not come again: what would have been right. */
	readonly solution?: readonly ChosenOption[];
};

export type ChosenOption = {
	readonly html: string;
	readonly right: boolean;
	readonly explanation: string | null;
};

export function viewFeedback(
	question: Question,
	answer: {
		readonly step: number;
		readonly choice: readonly number[];
		readonly right: boolean;
		readonly nextStep: number | null;
	},
	show: ShowFact,
	withSolution = false,
): Feedback {
	const options = optionsAt(question, answer.step);
	const chosen = answer.choice.flatMap((number, place) => {
		const option = options[number];
		if (!option) return [];
		return viewChosen(option, question.kind === 'order' ? number === place : option.right, show);
	});
	const rightOptions = options.filter((option) => option.right).length;
	return {
		questionId: question.id,
		kind: question.kind,
		stem: fillTemplate(stemAt(question, answer.step).html, show),
		right: answer.right,
		goesOn: answer.nextStep !== null,
		chosen,
		missed:
			question.kind === 'multiple'
				? rightOptions - chosen.filter((option) => option.right).length
				: 0,
		...(withSolution && !answer.right && answer.nextStep === null
			? { solution: viewSolution(options, show) }
			: {}),
	};
}

/** The right answers; of an order question all lines as they belong. */
function viewSolution(options: readonly Option[], show: ShowFact): ChosenOption[] {
	return options.filter(({ right }) => right).map((option) => viewChosen(option, true, show));
}

function viewChosen(option: Option, right: boolean, show: ShowFact): ChosenOption {
	return {
		html: fillTemplate(option.wording.html, show),
		right,
		explanation: option.explanation && fillTemplate(option.explanation.html, show),
	};
}
