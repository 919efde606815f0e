import type { Catalogue } from '#lessons/catalogue.ts';
import { questionIn } from '#lessons/translated.ts';
import { sourceLanguage } from '#lib/language.ts';
import { fillTemplate, type Template } from '#lib/template.ts';
import type { Person } from '#people/person.ts';
import { factsOf, showFact } from '#policies/facts.ts';
import { versionsFor } from '#policies/reading.ts';
import type { PolicyHistory } from '#policies/versions.ts';
import type { Question } from '#quiz/question.ts';
import type { CastPerson } from './cast-person.ts';

/** What an author wrote as an example, with the facts as somebody reads them at a moment. */
export function saidInWords(
	said: Template | null,
	{ person, history }: { readonly person: Person; readonly history: PolicyHistory },
	at: number,
): string | undefined {
	if (!said) return undefined;
	const facts = factsOf(versionsFor(person, history, at));
	return fillTemplate(said, (name) => showFact(facts, name));
}

/** Our Spanish colleagues answer in Spanish what they are asked in Spanish. */
export function inSpanish(question: Question, { language }: CastPerson, catalogue: Catalogue) {
	const asked = questionIn(catalogue, question, language ?? sourceLanguage).language;
	return asked === 'es' ? 'que lo puede traer a cualquier canal y elegimos como ella quiera' : null;
}
