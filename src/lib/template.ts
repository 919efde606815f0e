/**
 * HTML or text with places for facts. Between compiling and filling, a place is the fact's name
 * between two characters of Unicode's private use area: every Markdown parser leaves them alone.
 */
export type Template = readonly TemplatePart[];
type TemplatePart = string | { readonly fact: string };

const open = '\ue000';
const close = '\ue001';

/** What stands in a source text until it is compiled. */
export function placeFor(fact: string): string {
	return `${open}${fact}${close}`;
}

/** Cuts a compiled text at its places. */
export function toTemplate(text: string): Template {
	return text
		.split(open)
		.flatMap((piece, index): TemplatePart[] => {
			if (index === 0) return [piece];
			const end = piece.indexOf(close);
			return [{ fact: piece.slice(0, end) }, piece.slice(end + 1)];
		})
		.filter((part) => part !== '');
}

/** Puts the facts in. `show` gets each fact's name and returns what stands there. */
export function fillTemplate(template: Template, show: (fact: string) => string): string {
	let text = '';
	for (const part of template) text += typeof part === 'string' ? part : show(part.fact);
	return text;
}

/** The names of the facts that a template needs. */
export function factsIn(template: Template): string[] {
	return template.flatMap((part) => (typeof part === 'string' ? [] : [part.fact]));
}
