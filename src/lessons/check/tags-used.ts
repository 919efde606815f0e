import type { Nodes } from 'mdast';
import type { Lesson } from '#lessons/lesson.ts';
import { type AttributeKind, type TagRule, tagRules } from '#lessons/tags.ts';
import { attributeOf, isJsx, type JsxElement, lineOf } from '#lib/mdx.ts';
import { visitTree } from '#lib/tree.ts';
import type { Content } from './content.ts';
import { unknownFact, unknownPolicy } from './unknown.ts';

type Found = { readonly line: number; readonly message: string };

/** Only the tags that there are, with their attributes, about policies and facts that there are. */
export function* checkTags(content: Content) {
	for (const { lesson, tree } of content.written) {
		const found: Found[] = [];
		visitTree<Nodes>(tree, (node) => {
			if (isJsx(node)) found.push(...problemsOf(node, content));
			else found.push(...problemsOfCode(node));
		});
		for (const node of tree.children) found.push(...nestedIn(node));
		for (const { line, message } of found) yield { file: lesson.file, line, message };
	}
	for (const { lesson } of content.lessons) yield* unknownPolicies(lesson, content);
}

function* unknownPolicies({ file, policies }: Lesson, { isPolicy, linesOf }: Content) {
	for (const [place, id] of policies.entries()) {
		if (isPolicy(id)) continue;
		const line = linesOf(file).lineOf(['policies', place]);
		yield { file, line, message: unknownPolicy(id) };
	}
}

function problemsOf(element: JsxElement, content: Content): Found[] {
	const line = lineOf(element);
	const name = element.name ?? '';
	const rule = tagRules.get(name);
	if (!rule) {
		const message = `<${name}> is no tag for lessons. Write plain Markdown, or one of: ${[...tagRules.keys()].join(', ')}.`;
		return [{ line, message }];
	}
	const shape = [...wrongAttributes(element, rule), ...missingAttributes(element, rule)];
	if (!rule.holdsText && element.children.length > 0) shape.push('has something inside');
	const unknown = Object.entries(attributesOf(rule)).flatMap(([attribute, kind]) =>
		unknownIn(attributeOf(element, attribute), kind, content),
	);
	return [
		...shape.map((fault) => ({ line, message: `<${name}> ${fault}. Write ${rule.example}.` })),
		...unknown.map((message) => ({ line, message })),
	];
}

function attributesOf({ needs, may }: TagRule): Readonly<Record<string, AttributeKind>> {
	return { ...needs, ...may };
}

function wrongAttributes(element: JsxElement, rule: TagRule): string[] {
	return element.attributes.flatMap((attribute) => {
		if (attribute.type !== 'mdxJsxAttribute') return 'takes no expression in braces';
		if (!(attribute.name in attributesOf(rule))) return `takes no ${attribute.name}`;
		return typeof attribute.value === 'string' ? [] : `needs its ${attribute.name} in quotes`;
	});
}

function missingAttributes(element: JsxElement, { needs }: TagRule): string[] {
	const written = element.attributes.flatMap((a) => (a.type === 'mdxJsxAttribute' ? a.name : []));
	return Object.keys(needs).flatMap((name) => (written.includes(name) ? [] : `has no ${name}`));
}

function unknownIn(value: string | undefined, kind: AttributeKind, content: Content): string[] {
	if (value === undefined || kind === 'text') return [];
	if (kind === 'policy') return content.isPolicy(value) ? [] : [unknownPolicy(value)];
	return content.isFact(value) ? [] : [unknownFact(value, content)];
}

const comment = /^(\s*(\/\*[\s\S]*?\*\/|\/\/[^\n]*))+\s*$/;

function problemsOfCode(node: Nodes): Found[] {
	const line = lineOf(node);
	if (node.type === 'mdxjsEsm') {
		const message =
			'A lesson has no import and no export. Take this line out: the tags are there without it.';
		return [{ line, message }];
	}
	if (node.type !== 'mdxTextExpression' && node.type !== 'mdxFlowExpression') return [];
	const { value } = node;
	if (comment.test(value)) return [];
	const remedy = /^[a-z][\w-]*\.[a-z][\w-]*$/.test(value.trim())
		? `Write <Fact of="${value.trim()}" />.`
		: 'Take it out; for a plain brace write &#123;.';
	return [{ line, message: `{${value}} is an expression. ${remedy}` }];
}

/** A question within something else would never be asked. */
function nestedIn(node: Nodes): Found[] {
	const found: Found[] = [];
	visitTree<Nodes>(node, (child) => {
		if (child === node || !isJsx(child)) return;
		if (child.name !== 'Question' && child.name !== 'Recall') return;
		const id = attributeOf(child, 'id') ?? '';
		const message = `${child.name} ${id} stands inside something else and would not be asked. Begin its line at the left edge, after an empty line.`;
		found.push({ line: lineOf(child), message });
	});
	return found;
}
