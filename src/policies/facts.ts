import { formatQuantity, type Quantity } from '#lib/quantity.ts';
import { fillTemplate, type Template } from '#lib/template.ts';
import { type PolicyHistory, type PolicyVersion, versionAt } from './versions.ts';

/** Looks a fact up by `policy.fact`. */
export type Facts = (name: string) => Quantity | undefined;

/** Policy id to version: which wording somebody is reading. */
export type Versions = ReadonlyMap<string, PolicyVersion>;

export function versionsAt(history: PolicyHistory, at: number): Versions {
	const entries = history.policies.flatMap((thread) => {
		const version = versionAt(thread, at);
		return version ? [[thread.id, version] as const] : [];
	});
	return new Map(entries);
}

/** The versions at a moment with one policy's as it was or as it will be. */
export function withVersion(versions: Versions, version: PolicyVersion): Versions {
	return new Map(versions).set(version.policyId, version);
}

export function factsOf(versions: Versions): Facts {
	return (name) => {
		const [policy = '', fact = ''] = name.split('.');
		const facts = versions.get(policy)?.body.facts ?? {};
		return Object.hasOwn(facts, fact) ? facts[fact] : undefined;
	};
}

/** A fact as a reader sees it. A fact that is not there says so: never a wrong number. */
export function showFact(facts: Facts, name: string, locale = 'en'): string {
	const fact = facts(name);
	return fact ? formatQuantity(fact, locale) : '(this number is being checked)';
}

/** A template with the facts in it. Facts hold no HTML: their units are letters, their values numbers. */
export function fill(template: Template, facts: Facts, locale = 'en'): string {
	return fillTemplate(template, (name) => showFact(facts, name, locale));
}
