import mdxRenderer from '@astrojs/mdx/server.js';
import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { getEntry, render } from 'astro:content';
import type { Person } from '#people/person.ts';
import { fillTemplate, type Template, toTemplate } from '#lib/template.ts';
import { type Versions, factsOf, showFact } from '#policies/facts.ts';
import { versionsFor, wordingKey } from '#policies/reading.ts';
import type { PolicyHistory } from '#policies/versions.ts';
import type { Catalogue } from './catalogue.ts';
import LessonProse from './components/LessonProse.astro';
import type { Lesson } from './lesson.ts';
import { transclude, type Transclusion } from './transclude.ts';

/** What makes two readers see the same prose. */
export type Reading = {
	readonly versions: Versions;
	/** The reader's own channels, the one she works in most first. */
	readonly channels: readonly string[];
};

/** What a person reads at a moment. */
export function readingOf(history: PolicyHistory, at: number, person: Person): Reading {
	return { versions: versionsFor(person, history, at), channels: person.channels };
}

const templates = new Map<string, Promise<Template>>();
const rendered = new Map<string, string>();
const mostRendered = 1000;

/**
 * The HTML of a lesson's prose with the policies' words in it. MDX is rendered once per lesson,
 * into a template; the template is filled once per wording and channel.
 */
export async function lessonProse(
	catalogue: Catalogue,
	{ id, language }: Pick<Lesson, 'id' | 'language'>,
	reading: Reading,
): Promise<string> {
	const entry = `${id}/${language}`;
	const key = `${entry} ${wordingKey(reading.versions)} ${reading.channels.join(',')}`;
	const known = rendered.get(key);
	if (known !== undefined) return known;
	const template = await templateOf(entry);
	const html = fillTemplate(template, (name) => show(name, { ...reading, catalogue, language }));
	if (rendered.size >= mostRendered) rendered.clear();
	rendered.set(key, html);
	return html;
}

function templateOf(entryId: string): Promise<Template> {
	let template = templates.get(entryId);
	if (!template) {
		template = renderTemplate(entryId);
		templates.set(entryId, template);
		template.catch(() => templates.delete(entryId));
	}
	return template;
}

async function renderTemplate(entryId: string): Promise<Template> {
	const entry = await getEntry('lessons', entryId);
	if (!entry) throw new Error(`The lesson ${entryId} is not among the built content.`);
	const { Content } = await render(entry);
	const container = await AstroContainer.create();
	container.addServerRenderer({ renderer: mdxRenderer });
	return toTemplate(await container.renderToString(LessonProse, { props: { Content } }));
}

function show(name: string, around: Transclusion): string {
	const [tag, policyId] = name.split(':');
	if (policyId === undefined) return showFact(factsOf(around.versions), name, around.language);
	return transclude(tag ?? '', policyId, around);
}
