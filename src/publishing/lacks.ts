import type { Catalogue } from '#lessons/catalogue.ts';
import type { PolicyBody } from '#policies/body.ts';

/** So few questions cannot be asked again without being known by heart. */
const fewestQuestions = 3;

/** What a policy still needs before it is taught and asked everywhere, in the words of a list. */
export function lacksOf(policyId: string, body: PolicyBody, catalogue: Catalogue): string[] {
	const taught = catalogue.lessons.some(({ policies }) => policies.includes(policyId));
	const questions = catalogue.questionsByPolicy.get(policyId)?.length ?? 0;
	const asked = catalogue.practiceByPolicy.get(policyId) ?? [];
	const hasRecall = asked.some(({ kind }) => kind === 'recall');
	const silent = catalogue.channels.filter(({ id }) => !body.how[id]).map(({ name }) => name);
	return [
		...(taught ? [] : ['a lesson']),
		...(questions < fewestQuestions ? [missing(questions)] : []),
		...(hasRecall ? [] : ['a question in one’s own words']),
		...(silent.length === catalogue.channels.length
			? ['what any channel does']
			: silent.map((name) => `what ${name} does`)),
	];
}

function missing(questions: number): string {
	return questions === 0 ? 'three questions' : `three questions (it has ${questions})`;
}
