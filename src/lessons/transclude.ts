import { escapeHtml } from '#lib/escape.ts';
import { sourceLanguage } from '#lib/language.ts';
import type { Template } from '#lib/template.ts';
import { factsOf, fillHtml, type Versions } from '#policies/facts.ts';
import { languageOf, noteOn, noteOnAll } from '#policies/in-language.ts';
import { compileMarkdown, compileSentence } from '#policies/text.ts';
import { type Catalogue, channelName } from './catalogue.ts';

export type Transclusion = {
	readonly catalogue: Catalogue;
	readonly versions: Versions;
	readonly channels: readonly string[];
	/** Of the words around: a lesson's; English if nothing is said. */
	readonly language?: string;
	/** Where the page shows one policy: each channel's line can be linked to as `#how-phone`. */
	readonly anchored?: boolean;
};

type Words = Pick<Transclusion, 'versions' | 'language'>;

/** The policy's own words where a lesson has `<Statement>`, `<Why>` or `<How>`. */
export function transclude(tag: string, policyId: string, around: Transclusion): string {
	if (!around.versions.get(policyId))
		return '<p class="note">This policy is being written. Ask your lead for now.</p>';
	// A lesson that is not translated says so itself.
	const translated = (around.language ?? sourceLanguage) !== sourceLanguage;
	const note = translated ? wholeNoteHtml(policyId, around) : '';
	if (tag === 'statement') return `${note}${statementParagraph(policyId, around)}`;
	if (tag === 'why') return `<div class="why">${whyParagraph(policyId, around)}</div>`;
	return howHtml(policyId, around);
}

/** A policy as it is read on a page of its own: statement, why, how; what is not translated says so. */
export function policyHtml(policyId: string, around: Transclusion): string {
	return policyOpeningHtml(policyId, around) + policyRestHtml(policyId, around);
}

/** What a policy says and nothing else, with a note where its reader's language lacks all of it. */
export function policyOpeningHtml(policyId: string, around: Transclusion): string {
	return wholeNoteHtml(policyId, around) + statementParagraph(policyId, around);
}

/** Why a policy matters, and how each channel contributes. */
export function policyRestHtml(policyId: string, around: Transclusion): string {
	return whyParagraph(policyId, around) + howHtml(policyId, around);
}

function statementParagraph(policyId: string, around: Words): string {
	const note = noteHtml(policyId, 'statement', around);
	return `<p class="statement">${statementHtml(policyId, around)}</p>${note}`;
}

function whyParagraph(policyId: string, around: Words): string {
	const lang = langOf(policyId, 'why', around);
	return `<p${lang}>${whyHtml(policyId, around)}</p>${noteHtml(policyId, 'why', around)}`;
}

export function statementHtml(policyId: string, around: Words): string {
	const source = around.versions.get(policyId)?.body.statement ?? '';
	const html = filled(policyId, 'statement', compileSentence(policyId, source), around);
	const lang = langOf(policyId, 'statement', around);
	return lang ? `<span${lang}>${html}</span>` : html;
}

export function whyHtml(policyId: string, around: Words): string {
	return markdown(policyId, 'why', around.versions.get(policyId)?.body.why ?? '', around);
}

/** How to contribute: the reader's own channels open, the others one tap away. */
export function howHtml(policyId: string, around: Transclusion): string {
	const how = around.versions.get(policyId)?.body.how ?? {};
	const own = around.channels.filter((channel) => how[channel]);
	const others = around.catalogue.channels
		.map(({ id }) => id)
		.filter((id) => how[id] && !own.includes(id));
	// The names of the channels and what one taps are English, in a translated lesson too.
	const words = { ...around, language: sourceLanguage };
	const opening = `<div class="how"${langAttribute(sourceLanguage, around)}>`;
	const lines = own.map((channel) => howLineHtml(policyId, channel, words)).join('');
	if (others.length === 0) return `${opening}${lines}</div>`;
	const rest = others.map((channel) => howLineHtml(policyId, channel, words)).join('');
	const title = own.length > 0 ? 'In the other channels' : 'In each channel';
	return `${opening}${lines}<details><summary>${title}</summary>${rest}</details></div>`;
}

/** One channel's line of a policy. */
export function howLineHtml(policyId: string, channel: string, around: Transclusion): string {
	const part = `how.${channel}`;
	const source = around.versions.get(policyId)?.body.how[channel] ?? '';
	const name = escapeHtml(channelName(around.catalogue, channel));
	const id = around.anchored ? ` id="how-${channel}"` : '';
	const html = markdown(policyId, part, source, around);
	const note = noteHtml(policyId, part, around);
	const words = `<div${langOf(policyId, part, around)}>${html}${note}</div>`;
	return `<div class="line"${id}><b>${name}</b>${words}</div>`;
}

function markdown(policyId: string, part: string, source: string, around: Words): string {
	return filled(policyId, part, compileMarkdown(policyId, source), around);
}

/** Numbers are written as they are in the language of the words around them. */
function filled(policyId: string, part: string, template: Template, { versions }: Words): string {
	return fillHtml(template, factsOf(versions), languageOf(versions.get(policyId), part));
}

function langOf(policyId: string, part: string, around: Words): string {
	return langAttribute(languageOf(around.versions.get(policyId), part), around);
}

/** Said only where the words around are in another language. */
function langAttribute(language: string, around: Pick<Words, 'language'>): string {
	return language === (around.language ?? sourceLanguage) ? '' : ` lang="${escapeHtml(language)}"`;
}

function noteHtml(policyId: string, part: string, around: Words): string {
	return note(noteOn(around.versions.get(policyId), part), around);
}

function wholeNoteHtml(policyId: string, around: Words): string {
	return note(noteOnAll(around.versions.get(policyId)), around);
}

function note(text: string | undefined, around: Words): string {
	const lang = langAttribute(sourceLanguage, around);
	return text === undefined ? '' : `<p class="note"${lang}>${escapeHtml(text)}</p>`;
}
