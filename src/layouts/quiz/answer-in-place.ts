// With script an answer goes over without a page load: the same form, the same address, and the
// part of the answer that changed is put in place. Without "network" it waits and tries again; the
// form carries ids, so that nothing is counted twice. Everything works without this file.

import './say-it.ts';

const firstWait = 2000;
const longestWait = 30_000;

document.addEventListener('submit', (event) => {
	const form = event.target;
	if (!(form instanceof HTMLFormElement) || !form.matches('[data-answer], [data-in-place]')) return;
	event.preventDefault();
	if (form.dataset['sending']) return;
	form.dataset['sending'] = 'yes';
	void send(form, answerIn(form, event.submitter), firstWait);
});

/** The form as it would be sent without script: the button that was pressed says something too. */
function answerIn(form: HTMLFormElement, pressed: HTMLElement | null): FormData {
	const answer = new FormData(form);
	if (pressed instanceof HTMLButtonElement && pressed.name) answer.set(pressed.name, pressed.value);
	// What is on its way is not changed any more.
	for (const field of form.querySelectorAll('textarea')) field.readOnly = true;
	return answer;
}

async function send(form: HTMLFormElement, answer: FormData, wait: number): Promise<void> {
	for (const button of form.querySelectorAll('button')) button.disabled = true;
	const status = form.querySelector('.sending');
	try {
		const response = await fetch(form.action, {
			method: 'post',
			body: new URLSearchParams([...answer].map(([name, value]) => [name, String(value)])),
		});
		if (response.status >= 500) throw new Error('The server could not answer.');
		show(await response.text(), response.url);
	} catch {
		if (status)
			status.textContent = 'No connection. Your answer is kept here and sent again by itself.';
		await untilOnline(wait);
		await send(form, answer, Math.min(wait * 2, longestWait));
	}
}

function untilOnline(wait: number): Promise<void> {
	return new Promise((resolve) => {
		const timer = setTimeout(resolve, wait);
		addEventListener('online', () => (clearTimeout(timer), resolve()), { once: true });
	});
}

/** Puts the new page's head and content where the old ones were, and the eye and the focus on what is new. */
function show(html: string, address: string): void {
	const page = new DOMParser().parseFromString(html, 'text/html');
	// The sign-in of a public network, say: the answer has not arrived.
	if (!page.querySelector('main')) throw new Error('This is not a page of ours.');
	// The lock screen of a shared tablet: nothing of this page stays around it.
	if (!page.querySelector('.top')) return location.replace(address);
	for (const part of ['.top', 'main']) {
		const fresh = page.querySelector(part);
		if (fresh) document.querySelector(part)?.replaceWith(fresh);
	}
	document.title = page.title;
	document.body.className = page.body.className;
	history.replaceState(null, '', address.replace(/[?&]_action=\w+/, ''));
	const main = document.querySelector<HTMLElement>('main');
	main?.focus({ preventScroll: true });
	scrollTo({ top: 0 });
}

// Lines to put in order: a tap on a line gives it the next place, another tap takes it away. The
// places can be picked from the lists as well.
document.addEventListener('click', (event) => {
	const tapped = event.target instanceof Element ? event.target : null;
	if (tapped?.closest('select')) return;
	const place = tapped?.closest('.option')?.querySelector('select');
	if (!place) return;
	event.preventDefault();
	const taken = [...(place.form?.querySelectorAll('select') ?? [])].map((select) => select.value);
	const free = [...place.options]
		.map((option) => option.value)
		.find((value) => !taken.includes(value));
	place.value = place.value === '' ? (free ?? '') : '';
});
