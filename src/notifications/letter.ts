import { escapeHtml } from '#lib/escape.ts';
import type { Person } from '#people/person.ts';
import type { News } from './announce.ts';
import type { Links } from './newsroom.ts';
import { isRequired } from './when.ts';

/** One thing that a person is told, with where to go. It names a policy by its title, and nobody. */
export type Item = {
	readonly kind: News['kind'];
	readonly text: string;
	readonly link: { readonly text: string; readonly to: string };
};

export type Letter = { readonly subject: string; readonly text: string; readonly html: string };

/** A mail before it is text or HTML: both are written from it. */
type Paragraph = { readonly text: string; readonly link?: Item['link'] };

/** What news is about: empty for news about no policy. `page` is where it is answered. */
type Subject = {
	readonly policyId: string;
	readonly title: string;
	readonly page?: string;
	/** Also who is up to date is asked to look. */
	readonly again?: boolean;
};

/** The sentence for one piece of news about one policy. */
export function itemOf(
	kind: News['kind'],
	{ policyId, title, page, again = false }: Subject,
	links: Links,
): Item {
	const named = `“${title}”`;
	const [waits, look] = [`${named} still waits for you.`, `please look at ${named} again.`];
	const change = { text: 'See what is new', to: links.change(policyId) };
	const review = { text: 'Read the draft', to: page ?? links.review(policyId) };
	const today = { text: 'Open Touchstone', to: links.today };
	const said = { text: 'Read it and answer', to: links.remarks };
	const answer = { text: 'Read the answer', to: links.myRemarks };
	const read = { text: 'See what came of it', to: links.myAnswers };
	const question = { text: 'Answer it', to: page ?? links.today };
	const items: Readonly<Record<News['kind'], Omit<Item, 'kind'>>> = {
		'policy.published': { text: `${named} has changed. It takes about a minute.`, link: change },
		nudge: { text: `A friendly word: ${again ? look : waits}`, link: today },
		'agreement.asked': { text: `You are asked to agree to a draft of ${named}.`, link: review },
		'approval.asked': { text: `You are asked to approve a draft of ${named}.`, link: review },
		'approval.given': { text: `Your draft of ${named} is approved.`, link: review },
		'approval.refused': { text: `Your draft of ${named} came back with a comment.`, link: review },
		'pulse.asked': {
			text: 'You were drawn for a question: one sentence, one minute.',
			link: question,
		},
		'remark.received': { text: 'Somebody said something about the standard.', link: said },
		'answer.read': { text: 'Somebody has read what you said.', link: read },
		'remark.answered': { text: 'What you told us was answered.', link: answer },
	};
	return { kind, ...items[kind] };
}

/** One mail for everything that a person is to be told; `stop` is where she says that it is enough. */
export function composeLetter(
	person: Pick<Person, 'name'>,
	items: readonly Item[],
	stop: string,
): Letter {
	const [only] = items;
	const subject =
		items.length === 1 && only ? only.text : `${items.length} things for you in Touchstone`;
	const paragraphs = [{ text: `Hello ${person.name},` }, ...items, ...footer(items, stop)];
	return { subject: oneLine(subject), text: asText(paragraphs), html: asHtml(subject, paragraphs) };
}

function footer(items: readonly Item[], stop: string): Paragraph[] {
	if (items.every(({ kind }) => isRequired(kind))) {
		return [{ text: 'Somebody waits for your answer: that is why you get this mail.' }];
	}
	const link = { text: 'Stop these mails', to: stop };
	return [{ text: 'You also see all of this on Today in Touchstone.', link }];
}

function asText(paragraphs: readonly Paragraph[]): string {
	return paragraphs
		.map(({ text, link }) => (link ? `${oneLine(text)}\n${link.text}: ${link.to}` : oneLine(text)))
		.join('\n\n')
		.concat('\n');
}

/** A mail brings its own look along, in the one place where every mail program finds it. */
const look = 'font: 16px/1.5 sans-serif; max-width: 36em; margin: 1em auto; padding: 0 1em';

function asHtml(title: string, paragraphs: readonly Paragraph[]): string {
	const body = paragraphs.map(({ text, link }) => {
		const anchor = link ? `<br><a href="${escapeHtml(link.to)}">${escapeHtml(link.text)}</a>` : '';
		return `<p>${escapeHtml(oneLine(text))}${anchor}</p>`;
	});
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(oneLine(title))}</title></head><body style="${look}">${body.join('\n')}</body></html>`;
}

/** A title with a line break in it would end a header, or a paragraph. */
function oneLine(text: string): string {
	return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
