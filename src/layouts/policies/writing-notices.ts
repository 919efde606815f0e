import type { Answer } from './writing-answer.ts';

// What the page says about saving, while somebody types.

export function saySaving(text: string): void {
	say('[data-saving]', text);
}

/** At the head of the page too: "nothing is saved yet" is no longer true. */
export function sayLastSaved(clock: string): void {
	say('[data-last-saved]', `Last saved at ${clock} by you.`);
}

export function sayWriters(text: string): void {
	const place = say('[data-writers]', text);
	if (place) place.hidden = text === '';
}

/** Something that she has to decide, and the button that shows it to her. */
function sayTrouble(text: string, button: string): void {
	const place = document.querySelector<HTMLElement>('[data-trouble]');
	if (!place) return;
	say('[data-trouble-text]', text);
	say('[data-trouble-button]', button);
	place.hidden = false;
}

export function forgetTrouble(): void {
	const place = document.querySelector<HTMLElement>('[data-trouble]');
	if (place) place.hidden = true;
}

/** Only what is new is written: a live region reads out whatever changes. */
function say(where: string, text: string): HTMLElement | null {
	const place = document.querySelector<HTMLElement>(where);
	if (place && place.textContent !== text) place.textContent = text;
	return place;
}

export function inNumbers(problems: Readonly<Record<string, string>>): string {
	const count = Object.keys(problems).length;
	if (count === 0) return '';
	return `${count === 1 ? 'One field needs' : `${count} fields need`} another look before it can be published`;
}

/** Takes away what has been mended. What is new is said when she saves: nobody is corrected in mid-word. */
export function takeAwayMended(problems: Readonly<Record<string, string>>): void {
	for (const line of document.querySelectorAll<HTMLElement>('[data-problem]')) {
		if (problems[line.dataset['problem'] ?? ''] !== undefined) continue;
		const target = line.querySelector('a')?.hash.slice(1) ?? '';
		const field = document.getElementById(decodeURIComponent(target));
		field?.removeAttribute('aria-invalid');
		field?.closest('.fact, .field')?.querySelector('.problem')?.remove();
		line.remove();
	}
	const left = document.querySelectorAll('[data-problem]').length;
	const summary = document.querySelector<HTMLElement>('#problems');
	if (summary) summary.hidden = left === 0;
	if (left > 0) say('#problems-title', inNumbers(problems));
}

/** What keeps the words from being saved, and what to do. */
export function tell({ kind, by = 'Somebody', when = '' }: Answer): void {
	const kept = 'Your words are kept in this browser.';
	if (kind === 'refused') return saySaving(`Not saved: a text is too long. Shorten it. ${kept}`);
	saySaving('');
	if (kind === 'overtaken') {
		const where =
			by === 'You' ? 'You saved this draft in another window' : `${by} saved this draft`;
		return sayTrouble(
			`${where} while you were writing (${when}). Nothing is overwritten.`,
			'See both',
		);
	}
	if (kind === 'gone') {
		const text = `This draft was published or discarded meanwhile. ${kept}`;
		return sayTrouble(text, 'Save my words as a new draft');
	}
	const who =
		kind === 'somebody else' ? 'Somebody else is signed in here now.' : 'You were signed out.';
	sayTrouble(`${who} ${kept}`, 'Sign in and go on');
}
