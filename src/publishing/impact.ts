import type { Catalogue } from '#lessons/catalogue.ts';
import { fillTemplate } from '#lib/template.ts';
import type { Overview } from '#completions/overview.ts';
import type { Person } from '#people/person.ts';
import type { PolicyBody } from '#policies/body.ts';
import { factsOf, showFact, type Versions, withVersion } from '#policies/facts.ts';
import { compilePlain, factsNamed } from '#policies/text.ts';
import type { PolicyVersion } from '#policies/versions.ts';

/** What a draft would touch, and whom. */
export type Impact = {
	readonly lessons: readonly { readonly id: string; readonly title: string }[];
	readonly questions: readonly {
		readonly id: string;
		readonly lesson: string;
		readonly stem: string;
	}[];
	/** Other policies whose texts name a fact of this one, as they will read. */
	readonly policies: readonly { readonly title: string; readonly sentence: string }[];
	readonly concerned: number;
	/** Who knows the policy now and would be asked about the change, if it is material. */
	readonly askedAgain: number;
	readonly groups: readonly ImpactGroup[];
	/** Minutes of practice for all of them together, at a minute each. */
	readonly minutes: number;
};

export type ImpactGroup = {
	readonly name: string;
	readonly vendor: string | null;
	readonly people: number;
	readonly askedAgain: number;
};

export function impactOf(
	{ policyId, body }: { policyId: string; body: PolicyBody },
	around: {
		readonly catalogue: Catalogue;
		readonly versions: Versions;
		readonly newest: PolicyVersion;
		readonly people: readonly { readonly person: Person; readonly overview: Overview }[];
	},
): Impact {
	const versions = withVersion(around.versions, { ...around.newest, body });
	const groups = groupPeople(policyId, around.people);
	const askedAgain = sum(groups, (group) => group.askedAgain);
	return {
		...touchedContent(policyId, around.catalogue, versions),
		policies: touchedPolicies(policyId, versions),
		concerned: sum(groups, (group) => group.people),
		askedAgain,
		groups,
		minutes: askedAgain,
	};
}

function touchedContent(policyId: string, catalogue: Catalogue, versions: Versions) {
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
	return { lessons: touched.map(({ id, title }) => ({ id, title })), questions };
}

function touchedPolicies(policyId: string, versions: Versions) {
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

function groupPeople(
	policyId: string,
	people: readonly { readonly person: Person; readonly overview: Overview }[],
): ImpactGroup[] {
	const groups = new Map<string, ImpactGroup>();
	for (const { person, overview } of people) {
		const policy = overview.policies.find((entry) => entry.policyId === policyId);
		if (!policy || policy.exemption || policy.standing.state === 'not due') continue;
		const group = groups.get(person.team.id);
		groups.set(person.team.id, {
			name: person.team.name,
			vendor: person.vendorName,
			people: (group?.people ?? 0) + 1,
			askedAgain: (group?.askedAgain ?? 0) + (policy.knownVersion === undefined ? 0 : 1),
		});
	}
	return [...groups.values()].sort((a, b) => b.people - a.people);
}

function sum<T>(list: readonly T[], of: (item: T) => number): number {
	return list.reduce((total, item) => total + of(item), 0);
}
