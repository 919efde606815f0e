import { escapeHtml } from '#lib/escape.ts';
import { fewMarksToHtml } from '#lib/few-marks.ts';
import { inlineHtml } from '#lib/markdown.ts';
import { factsIn, placeFor, type Template, toTemplate } from '#lib/template.ts';

const braces = /\{([a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)?)\}/g;

/** A policy's Markdown as HTML with places for its facts: `{window}` is the policy's own, `{returns.window}` any. */
export function compileMarkdown(policyId: string, source: string): Template {
	return toTemplate(inlineHtml(fewMarksToHtml(withPlaces(policyId, source))));
}

/** A policy's plain sentence as HTML with places for its facts. */
export function compileSentence(policyId: string, source: string): Template {
	return toTemplate(escapeHtml(withPlaces(policyId, source)));
}

/** A policy's sentence as text with places for its facts: what is compared and read aloud. */
export function compilePlain(policyId: string, source: string): Template {
	return toTemplate(withPlaces(policyId, source));
}

/** The facts that a text names, as `returns.window`. */
export function factsNamed(policyId: string, source: string): string[] {
	return factsIn(compilePlain(policyId, source));
}

/** A text without the facts in it: a brace that is still there means none. */
export function withoutFacts(source: string): string {
	return source.replace(braces, '');
}

function withPlaces(policyId: string, source: string): string {
	return source.replace(braces, (_, name: string) =>
		placeFor(name.includes('.') ? name : `${policyId}.${name}`),
	);
}
