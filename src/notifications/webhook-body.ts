import type { Webhook } from './webhooks.ts';

/** One line of news with where to read it. */
export type Line = { readonly text: string; readonly to: string };

/**
 * What a webhook is sent. Slack takes `text`, in which &, < and > have a meaning. Teams takes an
 * adaptive card in a message: its workflows accept nothing else, and so do its older connectors.
 */
export function webhookBody(kind: Webhook['kind'], lines: readonly Line[]): unknown {
	if (kind === 'slack') {
		return { text: lines.map(({ text, to }) => `${forSlack(text)}: ${to}`).join('\n') };
	}
	const card = {
		$schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
		type: 'AdaptiveCard',
		version: '1.2',
		body: lines.map(({ text }) => ({ type: 'TextBlock', text: forTeams(text), wrap: true })),
		actions: lines.map(({ to }, index) => ({
			type: 'Action.OpenUrl',
			title: lines.length > 1 ? `Read ${index + 1}` : 'Read it',
			url: to,
		})),
	};
	const contentType = 'application/vnd.microsoft.card.adaptive';
	return { type: 'message', attachments: [{ contentType, contentUrl: null, content: card }] };
}

function forSlack(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A TextBlock reads a little Markdown: a title must not become a link. */
function forTeams(text: string): string {
	return text.replace(/[\\`*_[\]()#~|]/g, (character) => `\\${character}`);
}
