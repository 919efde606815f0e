import { escapeHtml } from '#lib/escape.ts';
import { formatQuantity, type Quantity } from '#lib/quantity.ts';
import { fillTemplate, type Template } from '#lib/template.ts';
import type { Fact } from './fact.ts';
import { otherName } from './renames.ts';
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

/** Finds a fact under its other name too: a lesson may follow a rename before or after it is published. */
export function factsOf(versions: Versions): Facts {
	const exact = exactFactsOf(versions);
	return (name) => {
		const [policy = '', fact = ''] = name.split('.');
		const { body, renames = [] } = versions.get(policy) ?? {};
		if (!body) return undefined;
		const other = () => otherName(renames, fact, (each) => Object.hasOwn(body.facts, each));
		return exact(name) ?? exact(`${policy}.${other() ?? ''}`);
	};
}

/** The facts by the names that they have in these very versions. */
export function exactFactsOf(versions: Versions): (name: string) => Fact | undefined {
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

/** A fact as it stands in HTML: a text fact may hold any sign. */
export function showFactHtml(facts: Facts, name: string, locale = 'en'): string {
	return escapeHtml(showFact(facts, name, locale));
}

/** A template of HTML with the facts in it, each escaped. */
export function fillHtml(template: Template, facts: Facts, locale = 'en'): string {
	return fillTemplate(template, (name) => showFactHtml(facts, name, locale));
}
