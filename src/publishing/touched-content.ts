import type { Catalogue } from '#lessons/catalogue.ts';
import { fillTemplate, type Template } from '#lib/template.ts';
import { type Facts, factsOf, showFact, type Versions } from '#policies/facts.ts';
import { compilePlain, factsNamed } from '#policies/text.ts';

/** The lessons and questions that a policy’s words stand in, as they will read. */
export function touchedContent(policyId: string, catalogue: Catalogue, versions: Versions) {
	const facts = factsOf(versions);
	const touched = catalogue.lessons.filter(
		({ policies, uses }) =>
			policies.includes(policyId) ||
			uses.some(({ of }) => of === policyId || of.startsWith(`${policyId}.`)),
	);
	const questions = touched.flatMap((lesson) =>
		lesson.questions
			.filter((question) => question.policyId === policyId)
			.map((question) => ({
				id: question.id,
				lesson: lesson.title,
				stem: fillTemplate(question.stem.text, (name) => showFact(facts, name)),
			})),
	);
	const lessons = touched.map(({ id, title, prose }) => {
		return { id, title, sentences: prose.flatMap((text) => saying(policyId, text, facts)) };
	});
	return { lessons, questions };
}

/** The other policies that name a fact of this one, as they will read. */
export function touchedPolicies(policyId: string, versions: Versions) {
	const facts = factsOf(versions);
	return [...versions.values()]
		.filter((version) => version.policyId !== policyId)
		.flatMap((version) => {
			const { title, statement, why, how } = version.body;
			return [statement, why, ...Object.values(how)]
				.filter((text) =>
					factsNamed(version.policyId, text).some((n) => n.startsWith(`${policyId}.`)),
				)
				.map((text) => ({
					title,
					sentence: fillTemplate(compilePlain(version.policyId, text), (n) => showFact(facts, n)),
				}));
		});
}

const mark = '\ue002';

/** The sentences of a text that have a fact of the policy in them. */
function saying(policyId: string, text: Template, facts: Facts): string[] {
	const filled = fillTemplate(text, (name) => {
		const shown = showFact(facts, name);
		return name.startsWith(`${policyId}.`) ? `${mark}${shown}` : shown;
	});
	const sentences = filled.split(/(?<=[.!?])\s+/).filter((sentence) => sentence.includes(mark));
	return sentences.map((sentence) => sentence.replaceAll(mark, ''));
}
