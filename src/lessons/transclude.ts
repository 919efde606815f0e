import { escapeHtml } from '#lib/escape.ts';
import { factsOf, fillHtml, type Versions } from '#policies/facts.ts';
import { compileMarkdown, compileSentence } from '#policies/text.ts';
import { type Catalogue, channelName } from './catalogue.ts';

export type Transclusion = {
	readonly catalogue: Catalogue;
	readonly versions: Versions;
	readonly channels: readonly string[];
};

/** The policy's own words where a lesson has `<Statement>`, `<Why>` or `<How>`. */
export function transclude(tag: string, policyId: string, around: Transclusion): string {
	const body = around.versions.get(policyId)?.body;
	if (!body) return '<p class="note">This policy is being written. Ask your lead for now.</p>';
	if (tag === 'statement') return `<p class="statement">${statementHtml(policyId, around)}</p>`;
	if (tag === 'why') return `<div class="why"><p>${markdown(policyId, body.why, around)}</p></div>`;
	return howHtml(policyId, around);
}

export function statementHtml(
	policyId: string,
	{ versions }: Pick<Transclusion, 'versions'>,
): string {
	const source = versions.get(policyId)?.body.statement ?? '';
	return fillHtml(compileSentence(policyId, source), factsOf(versions));
}

export function whyHtml(policyId: string, around: Pick<Transclusion, 'versions'>): string {
	return markdown(policyId, around.versions.get(policyId)?.body.why ?? '', around);
}

/** How to contribute: the reader's own channels open, the others one tap away. */
export function howHtml(policyId: string, around: Transclusion): string {
	const how = around.versions.get(policyId)?.body.how ?? {};
	const own = around.channels.filter((channel) => how[channel]);
	const others = around.catalogue.channels
		.map(({ id }) => id)
		.filter((id) => how[id] && !own.includes(id));
	const lines = own.map((channel) => howLine(policyId, channel, around)).join('');
	if (others.length === 0) return `<div class="how">${lines}</div>`;
	const rest = others.map((channel) => howLine(policyId, channel, around)).join('');
	const title = own.length > 0 ? 'In the other channels' : 'In each channel';
	return `<div class="how">${lines}<details><summary>${title}</summary>${rest}</details></div>`;
}

function howLine(policyId: string, channel: string, around: Transclusion): string {
	const source = around.versions.get(policyId)?.body.how[channel] ?? '';
	const name = escapeHtml(channelName(around.catalogue, channel));
	return `<div class="line"><b>${name}</b><div>${markdown(policyId, source, around)}</div></div>`;
}

function markdown(
	policyId: string,
	source: string,
	{ versions }: Pick<Transclusion, 'versions'>,
): string {
	return fillHtml(compileMarkdown(policyId, source), factsOf(versions));
}
