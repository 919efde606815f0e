import type { Catalogue } from '#lessons/catalogue.ts';
import { howLineHtml, statementHtml } from '#lessons/transclude.ts';
import { questionIn } from '#lessons/translated.ts';
import { fillTemplate } from '#lib/template.ts';
import type { Person } from '#people/person.ts';
import { factsOf, fillHtml, showFact, type Versions, versionsAt } from '#policies/facts.ts';
import { languageOf } from '#policies/in-language.ts';
import { readAs } from '#policies/reading.ts';
import { compileMarkdown } from '#policies/text.ts';
import type { PolicyHistory } from '#policies/versions.ts';
import { asQuestion, type RecallQuestion } from '#quiz/question.ts';
import { secondsToSay } from './seconds-to-say.ts';
import type { LedTeam } from './team.ts';

/** What is said in a line-up, as HTML with the values that hold where the team works. */
export type Card = {
	readonly title: string;
	readonly statement: string;
	readonly why: { readonly html: string; readonly language: string };
	/** What this team does: a line, in the channel that most of them work in. Undefined where the policy has none for it. */
	readonly how: string | undefined;
	readonly ask:
		| { readonly stem: string; readonly ideas: readonly string[]; readonly language: string }
		| undefined;
	/** Read out, with time for two or three answers. */
	readonly seconds: number;
};

export type AroundCard = {
	readonly catalogue: Catalogue;
	readonly history: PolicyHistory;
	readonly at: number;
	readonly team: LedTeam;
	readonly manager: Person;
};

/** The card of a policy; undefined where it is not in force. */
export function makeCard(around: AroundCard, policyId: string): Card | undefined {
	const { catalogue, history, at, team, manager } = around;
	const [member] = team.people;
	const { siteId, market } = member ?? manager;
	const reader = { language: manager.language, siteId, market };
	const versions = readAs(versionsAt(history, at), reader);
	const version = versions.get(policyId);
	if (!version) return undefined;
	const channel = channelOf(team, Object.keys(version.body.how));
	const ask = askIn(catalogue, versions, policyId, manager.language);
	const language = languageOf(version, 'why');
	const why = compileMarkdown(policyId, firstSentence(version.body.why, language));
	const words = {
		statement: statementHtml(policyId, { versions }),
		why: { html: fillHtml(why, factsOf(versions), language), language },
		how: channel && howLineHtml(policyId, channel, { catalogue, versions, channels: [channel] }),
		ask,
	};
	const said = [words.statement, words.why.html, words.how, ask?.stem, ...(ask?.ideas ?? [])];
	return { title: version.body.title, ...words, seconds: secondsToSay(said, ask !== undefined) };
}

/** The channel that most of a team work in most, among those that the policy says something for. */
function channelOf({ people }: LedTeam, known: readonly string[]): string | undefined {
	const counts = new Map<string, number>();
	for (const { channels } of people) {
		const own = channels.find((each) => known.includes(each));
		if (own) counts.set(own, (counts.get(own) ?? 0) + 1);
	}
	const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
	return most?.[0];
}

/** The policy's first question in one's own words, and what a good answer to it has in it. */
function askIn(
	catalogue: Catalogue,
	versions: Versions,
	policyId: string,
	language: string,
): Card['ask'] {
	const asked = mainRecall(catalogue, policyId);
	if (!asked) return undefined;
	const shown = questionIn(catalogue, asked, language);
	const { recall } = shown.question.kind === 'recall' ? shown.question : asked;
	const facts = factsOf(versions);
	const show = (name: string) => showFact(facts, name, shown.language);
	return {
		stem: fillHtml(asQuestion(recall).stem.html, facts, shown.language),
		ideas: recall.required.map(({ name }) => fillTemplate(name, show)),
		language: shown.language,
	};
}

/** What its lessons ask comes first, and then what is there for practice. */
export function mainRecall(
	{ practiceByPolicy }: Pick<Catalogue, 'practiceByPolicy'>,
	policyId: string,
): RecallQuestion | undefined {
	return practiceByPolicy.get(policyId)?.find((question) => question.kind === 'recall');
}

/** Markup that the cut would leave open is not cut: then all of it stands there. */
function firstSentence(source: string, language: string): string {
	const [first] = new Intl.Segmenter(language, { granularity: 'sentence' }).segment(source.trim());
	const sentence = first?.segment.trim() ?? '';
	const isWhole = (sentence.match(/\*\*|__|`/g) ?? []).length % 2 === 0;
	return isWhole ? sentence : source;
}
