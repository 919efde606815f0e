import type { Content } from './content.ts';
import { inBraces, namesInBraces, policyTextsOf } from './policy-texts.ts';
import { unknownChannel, unknownFact, unknownPolicy, unknownTouchpoint } from './unknown.ts';

const fewestQuestions = 3;

/** Each policy is taught, asked about and tied to the journey. */
export function* checkPolicies(content: Content) {
	for (const { id, file, body } of content.catalogue.policies) {
		const lines = content.linesOf(file);
		for (const [place, touchpoint] of body.touchpoints.entries()) {
			if (content.isTouchpoint(touchpoint)) continue;
			const line = lines.lineOf(['touchpoints', place]);
			yield { file, line, message: unknownTouchpoint(touchpoint) };
		}
		for (const channel of Object.keys(body.how)) {
			if (content.isChannel(channel)) continue;
			yield { file, line: lines.lineOf(['how', channel]), message: unknownChannel(channel) };
		}
		const message = untaught(id, content);
		if (message) yield { file, line: lines.lineOf(['id']), message };
	}
}

/** The journey is covered: each touchpoint has a policy, and so has the sentence above all. */
export function* checkJourney({ catalogue, files, isPolicy, linesOf }: Content) {
	const file = 'touchpoints.yaml';
	for (const [place, { id }] of catalogue.touchpoints.entries()) {
		if (catalogue.policies.some(({ body }) => body.touchpoints.includes(id))) continue;
		const message = `No policy is for the touchpoint ${id}. Add it under touchpoints in a policy, or take it out here.`;
		yield { file, line: linesOf(file).lineOf([place, 'id']), message };
	}
	const { policy } = catalogue.standard;
	if (files.has('standard.yaml') && !isPolicy(policy)) {
		const line = linesOf('standard.yaml').lineOf(['policy']);
		yield { file: 'standard.yaml', line, message: unknownPolicy(policy) };
	}
}

/** Policy texts, in every language, name only facts that there are. */
export function* checkFactsNamed(content: Content) {
	for (const { file, policyId, path, source } of policyTextsOf(content)) {
		for (const name of namesInBraces(policyId, source)) {
			if (content.isFact(name)) continue;
			const lines = content.linesOf(file);
			const line = lines.lineOfWords(path, inBraces(policyId, name)) ?? lines.lineOf(path);
			const message = unknownFact(name, content, (known) => inBraces(policyId, known));
			yield { file, line, message };
		}
	}
}

function untaught(id: string, { catalogue }: Content): string | undefined {
	if (!catalogue.lessons.some(({ policies }) => policies.includes(id))) {
		return `No lesson is about the policy ${id}. Write one, or add it to policies in a lesson.`;
	}
	const questions = catalogue.questionsByPolicy.get(id)?.length ?? 0;
	if (questions < fewestQuestions) {
		return `The policy ${id} has ${questions} ${questions === 1 ? 'question' : 'questions'}. Ask at least ${fewestQuestions} in its lessons.`;
	}
	const isRecalled = catalogue.practiceByPolicy.get(id)?.some(({ kind }) => kind === 'recall');
	return isRecalled
		? undefined
		: `No recall asks people to say the policy ${id} in their own words. Write a <Recall> in one of its lessons, or in practice/${id}/en.mdx.`;
}
