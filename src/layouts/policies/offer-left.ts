import { hidden, wordsOf } from './draft-words.ts';
import type { KeptHere, Shelf } from './kept-here.ts';

/** Offers the words that an earlier visit could not save, unless the page says them already. */
export function offerLeft(form: HTMLFormElement, shelf: Shelf, now: string): void {
	const offer = document.querySelector<HTMLElement>('[data-unsent]');
	const left = shelf.left();
	if (!left || !offer) return;
	if (wordsOf(left.entries) === now) return shelf.forgetLeft();
	const time = offer.querySelector('[data-unsent-time]');
	const style = { dateStyle: 'long', timeStyle: 'short' } as const;
	if (time) time.textContent = new Intl.DateTimeFormat('en-GB', style).format(left.at);
	offer.hidden = false;
	offer.querySelector('[data-put-back]')?.addEventListener('click', () => putBack(form, left));
	offer.querySelector('[data-throw-away]')?.addEventListener('click', () => {
		shelf.forgetLeft();
		offer.hidden = true;
	});
}

/** Sends them like any save: if somebody has saved since, both wordings are shown. */
function putBack(form: HTMLFormElement, left: KeptHere): void {
	const { revision, began, window } = left;
	const origin = ['policy', 'base', 'writer'].map((name) => [
		name,
		hidden(form, name)?.value ?? '',
	]);
	const about = { revision, began, window, count: String(left.count + 10), then: 'stay' };
	const again = document.createElement('form');
	again.method = 'post';
	again.action = form.action;
	for (const [name = '', value = ''] of [...left.entries, ...origin, ...Object.entries(about)]) {
		const field = document.createElement('textarea');
		field.name = name;
		field.value = value;
		again.append(field);
	}
	again.hidden = true;
	document.body.append(again);
	again.submit();
}
