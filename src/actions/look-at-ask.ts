import { readAudienceChoices, timeZonesOf } from '#assignments/audience-choices.ts';
import { Invalid } from '#lib/errors.ts';
import type { Person } from '#people/person.ts';
import { type AskTerms, readAsk } from '#pulse/check-ask.ts';
import { type LanguageAsked, readLanguagesAsked } from '#pulse/languages-asked.ts';
import { lookAtSample } from '#pulse/look-at-sample.ts';
import { planProblems, type SamplePlan } from '#pulse/plan-sample.ts';
import type { RecallQuestion } from '#quiz/question.ts';
import { catalogue, database } from '../installation.ts';
import { askFromForm } from './ask-form.ts';
import type { Values } from './form.ts';

/** What the form says, whom that would reach, and what is wrong with it. */
export type AskLook = {
	readonly terms?: AskTerms;
	readonly plan?: SamplePlan;
	readonly languages?: readonly LanguageAsked[];
	readonly problems: Readonly<Record<string, string>>;
};

/** Looks at a question as its form has it; nobody is drawn and nothing is written. */
export async function lookAtAsk(values: Values, leader: Person, at: number): Promise<AskLook> {
	try {
		const terms = await readAskForm(values, leader, at);
		const plan = await lookAtSample({ db: database, catalogue }, terms, at);
		const question = recallById(terms.questionId);
		const timeZones = timeZonesOf(await readAudienceChoices(database.read));
		const languages = question
			? await readLanguagesAsked(database, catalogue, { ...terms, question }, { at, timeZones })
			: [];
		return { terms, plan, languages, problems: planProblems(plan, terms) };
	} catch (error) {
		if (error instanceof Invalid) return { problems: error.problems };
		throw error;
	}
}

/** Throws Invalid with a sentence per field. */
async function readAskForm(values: Values, { timeZone }: Person, at: number): Promise<AskTerms> {
	const { sites, teams, vendors } = await readAudienceChoices(database.read);
	const isIn = (list: readonly { readonly id: string }[]) => (id: string) =>
		list.some((known) => known.id === id);
	return readAsk(askFromForm(values), {
		questionById: recallById,
		isChannel: isIn(catalogue.channels),
		isSite: isIn(sites),
		isTeam: isIn(teams),
		isVendor: isIn(vendors),
		timeZone,
		at,
	});
}

/** A question that is answered in one's own words. */
export function recallById(id: string): RecallQuestion | undefined {
	const question = catalogue.questionById.get(id)?.question;
	return question?.kind === 'recall' ? question : undefined;
}
