import type { Reader } from '#db/connection.ts';
import { sourceLanguage } from '#lib/language.ts';
import { type Group, type Groups, groupsOf } from './by-group.ts';
import { type Marking, tenthAlone } from './marking.ts';
import { type Finding, findingsOf } from './lacks-what-others-have.ts';
import { ideaNames, ideasIn, type IdeasIn, readGradings } from './missing-ideas.ts';
import { type Prediction, predictionOf } from './prediction.ts';
import { type Asked, readAsked } from './read-asked.ts';
import { fewestOf, type Result, resultOf } from './result.ts';
import type { Pulse } from './pulse-phase.ts';

/** Everything that the page of a question shows of its answers. */
export type WholeResult = {
	readonly asked: Asked;
	readonly result: Result;
	readonly groups: readonly Groups[];
	readonly prediction: Prediction | undefined;
	readonly ideas: {
		readonly names: readonly string[];
		readonly everyone: IdeasIn;
		readonly of: (group: Group) => IdeasIn;
		/** Groups that lack what the others have. */
		readonly findings: readonly Finding[];
		/** The place of what most leave out; undefined where nothing is missing. */
		readonly most: number | undefined;
	};
};

export async function readWholeResult(
	db: Reader,
	pulse: Pulse,
	at: number,
	marking: Marking = tenthAlone,
): Promise<WholeResult> {
	const asked = await readAsked(db, pulse, marking);
	const result = resultOf(asked, at);
	const isOpen = result.shows === 'figure';
	const groups = isOpen ? groupsOf(asked) : [];
	return {
		...{ asked, result, groups },
		prediction: isOpen ? predictionOf(asked, fewestOf(pulse)) : undefined,
		ideas: isOpen ? await readIdeas(db, asked, groups) : noIdeas,
	};
}

const noIdeas: WholeResult['ideas'] = {
	...{ names: [], everyone: [], of: () => [], findings: [], most: undefined },
};

async function readIdeas(
	db: Reader,
	{ pulse, answers }: Asked,
	all: readonly Groups[],
): Promise<WholeResult['ideas']> {
	const gradings = await readGradings(db, pulse.id);
	const names = ideaNames(gradings.values(), sourceLanguage);
	const everyone = ideasIn(answers, gradings, names.length);
	const groups = all.flatMap(({ shown }) => shown);
	const terms = { ideas: names.length, confidence: pulse.confidence };
	return {
		names,
		everyone,
		of: (group) => ideasIn(group.answers, gradings, names.length),
		findings: findingsOf(groups, answers, gradings, terms),
		most: mostMissing(everyone),
	};
}

export function mostMissing(ideas: IdeasIn): number | undefined {
	const [worst] = ideas
		.map(({ missing }, place) => ({ missing, place }))
		.toSorted((a, b) => b.missing - a.missing);
	return worst && worst.missing > 0 ? worst.place : undefined;
}
