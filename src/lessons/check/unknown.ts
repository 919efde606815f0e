import type { Content } from './content.ts';

/** What to say of a name that nothing has, and which to write instead. */
export function unknownPolicy(id: string): string {
	return `There is no policy ${id}. Write the name of a file in policies/, without .md.`;
}

export function unknownChannel(id: string): string {
	return `There is no channel ${id}. Write an id from channels.yaml.`;
}

export function unknownTouchpoint(id: string): string {
	return `There is no touchpoint ${id}. Write an id from touchpoints.yaml.`;
}

export function unknownLesson(id: string): string {
	return `There is no lesson ${id}. Write the name of a folder in lessons/.`;
}

export function unknownTrack(id: string): string {
	return `There is no track ${id}. Write the id of a file in tracks/.`;
}

/** Names the facts that there are, in the form in which `write` shows them. */
export function unknownFact(
	name: string,
	content: Content,
	write = (known: string) => known,
): string {
	const [policyId = ''] = name.split('.');
	if (!content.isPolicy(policyId)) {
		return `There is no fact ${name}, nor a policy ${policyId}. Write policy.fact, like returns.window.`;
	}
	const facts = Object.keys(content.policyById.get(policyId)?.body.facts ?? {});
	const known = facts.map((fact) => write(`${policyId}.${fact}`)).join(', ');
	const remedy = known
		? `Write one of: ${known}.`
		: `The policy ${policyId} has no facts: add it there first.`;
	return `There is no fact ${name}. ${remedy}`;
}
