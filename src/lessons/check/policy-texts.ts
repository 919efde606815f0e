import { sourceLanguage } from '#lib/language.ts';
import { notTyped } from '#lib/quantities-in-text.ts';
import { fillTemplate } from '#lib/template.ts';
import { compilePlain } from '#policies/text.ts';
import type { Content } from './content.ts';

/** One text of a policy: its statement, its why, or what one channel does. */
export type PolicyText = {
	readonly file: string;
	readonly policyId: string;
	readonly language: string;
	/** Where it stands in the file: `['how', 'store']`. */
	readonly path: readonly string[];
	readonly source: string;
};

type Texts = {
	readonly statement: string;
	readonly why: string;
	readonly how: Readonly<Record<string, string>>;
};

/** Every text of every policy, in every language. */
export function policyTextsOf({ catalogue, policyTranslations }: Content): PolicyText[] {
	return [
		...catalogue.policies.flatMap(({ file, id, body }) =>
			textsOf(body).map((text) => ({ ...text, file, policyId: id, language: sourceLanguage })),
		),
		...policyTranslations.flatMap(({ file, policyId, language, ...texts }) =>
			textsOf(texts).map((text) => ({ ...text, file, policyId, language })),
		),
	];
}

export function textsOf({ statement, why, how }: Texts) {
	return [
		{ path: ['statement'], source: statement },
		{ path: ['why'], source: why },
		...Object.entries(how).map(([channel, source]) => ({ path: ['how', channel], source })),
	];
}

/** What somebody typed of a text: without Markdown's marks, a sign in place of each fact. */
export function typedOf({ policyId, source }: PolicyText): string {
	return fillTemplate(compilePlain(policyId, source), () => notTyped).replace(/[*_]/g, '');
}

/** Whatever stands in braces, as the name of a fact: `window` of returns is `returns.window`. */
export function namesInBraces(policyId: string, source: string): string[] {
	return [...source.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) =>
		name.includes('.') ? name : `${policyId}.${name}`,
	);
}

/** How a policy file writes a fact: its own by the short name. */
export function inBraces(policyId: string, name: string): string {
	return name.startsWith(`${policyId}.`) ? `{${name.slice(policyId.length + 1)}}` : `{${name}}`;
}
