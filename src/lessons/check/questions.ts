import { notTyped, quantitiesIn } from '#lib/quantities-in-text.ts';
import {
	compareQuantities,
	type FactLookup,
	formatQuantity,
	kindOf,
	type Kind,
	type Quantity,
} from '#lib/quantity.ts';
import { fillTemplate } from '#lib/template.ts';
import { optionsAt, type Question, wordingsOf } from '#quiz/question.ts';
import { brokenHolds, wrongMadeRight } from '#quiz/soundness.ts';
import type { Content } from './content.ts';
import { asWritten } from './holds.ts';
import { unknownFact } from './unknown.ts';

type Found = { readonly line: number; readonly message: string };

/** Every answer says why; no wrong one is right; what depends on a quantity says on which. */
export function* checkQuestions(content: Content) {
	for (const { lesson } of content.written) {
		// What is answered in one's own words has rules of its own.
		for (const question of lesson.questions.filter(({ kind }) => kind !== 'recall')) {
			const found = [
				...withoutReason(question),
				...rightAfterAll(question, lesson.language, content.facts),
				...untrueHolds(question, content),
				...unsoundElsewhere(question, lesson.language, content),
				...missingHolds(question, content),
			];
			for (const { line, message } of found) yield { file: lesson.file, line, message };
		}
	}
}

function withoutReason(question: Question): Found[] {
	const steps = question.kind === 'scenario' ? question.steps.map((_, index) => index + 1) : [1];
	return (
		steps
			.flatMap((step) => optionsAt(question, step))
			// What had only an arrow in it is left as an explanation without words.
			.filter(({ explanation }) => !explanation || explanation.text.length === 0)
			.map(({ line }) => ({
				line,
				message: `This answer of ${question.id} has no explanation. Write one below it, after a >.`,
			}))
	);
}

/** The same where a fact is another one, unless it is wrong everywhere. */
function unsoundElsewhere(question: Question, language: string, content: Content): Found[] {
	return content.elsewhere.flatMap(({ place, facts }) => {
		const everywhere = new Set(
			[
				...rightAfterAll(question, language, content.facts),
				...brokenHere(question, content.facts),
			].map(({ line }) => line),
		);
		return [...rightAfterAll(question, language, facts), ...brokenHere(question, facts)]
			.filter(({ line }) => !everywhere.has(line))
			.map(({ line, message }) => ({ line, message: `For ${place}: ${message}` }));
	});
}

function rightAfterAll(question: Question, language: string, facts: FactLookup): Found[] {
	const show = (name: string) => {
		const fact = facts(name);
		return fact ? formatQuantity(fact, language) : name;
	};
	return wrongMadeRight(question, facts, show).map((option) => ({
		line: option.line,
		message: `“${fillTemplate(option.wording.text, show)}” is a wrong answer of ${question.id}, and says what a right one says. Write another wrong answer.`,
	}));
}

function untrueHolds(question: Question, content: Content): Found[] {
	const unknown = question.holds.filter(({ of }) => !content.isFact(of));
	return [
		...unknown.map(({ of }) => ({ line: question.line, message: unknownFact(of, content) })),
		...brokenHere(question, content.facts),
	];
}

function brokenHere(question: Question, facts: FactLookup): Found[] {
	return brokenHolds(question, facts).flatMap((condition) => {
		const fact = facts(condition.of);
		if (!fact) return [];
		const message = `Question ${question.id} holds while ${asWritten(condition)}, and it is ${formatQuantity(fact)}. Correct the question or its holds.`;
		return [{ line: question.line, message }];
	});
}

/** A question that names days, where its policy has a fact in days or hours, must say when it stays right. */
function missingHolds(question: Question, { policyById }: Content): Found[] {
	const facts = Object.entries(policyById.get(question.policyId)?.body.facts ?? {});
	const held = new Set<Kind>(question.holds.map(({ than }) => kindOf(than.unit)));
	const counted = facts.map(([, { unit }]) => unit).filter((unit) => kindOf(unit) === 'count');
	const typed = wordingsOf(question)
		.map(({ wording }) => fillTemplate(wording.text, () => notTyped))
		.join('\n');
	for (const { quantity, text } of quantitiesIn(typed, counted)) {
		const kind = kindOf(quantity.unit);
		const alike = facts.find(([, fact]) => kindOf(fact.unit) === kind);
		if (!alike || held.has(kind)) continue;
		const example = exampleOf(`${question.policyId}.${alike[0]}`, alike[1], quantity);
		const message = `Question ${question.id} names “${text}”, and nothing says whether its answer depends on it. Write for which facts it is right, like ${example}.`;
		return [{ line: question.line, message }];
	}
	return [];
}

/** A condition that is true today: `holds="returns.window >= 21 day"`. */
function exampleOf(of: string, fact: Quantity, than: Quantity): string {
	// A date without its year cannot stand in a condition.
	const whole = String(than.value).startsWith('--') ? fact : than;
	const is = (compareQuantities(fact, whole) ?? 1) >= 0 ? '>=' : '<=';
	return `holds="${asWritten({ of, is, than: whole })}"`;
}
