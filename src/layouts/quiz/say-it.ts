// Where something is said in one's own words: how much room is left, Ctrl+Enter, and dictation where
// the browser has it. Nothing is sent by itself, and everything works without this file.

type Heard = Event & {
	readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }>>;
};

type Listener = EventTarget & {
	lang: string;
	continuous: boolean;
	interimResults: boolean;
	start(): void;
	stop(): void;
};

type NewListener = new () => Listener;

declare global {
	interface Window {
		SpeechRecognition?: NewListener;
		webkitSpeechRecognition?: NewListener;
	}
}

/** So many characters before the end the count appears. */
const near = 60;

const Recognition = window.SpeechRecognition ?? window.webkitSpeechRecognition;
let listening: { readonly to: Listener; readonly field: HTMLTextAreaElement } | undefined;

if (Recognition) document.documentElement.classList.add('speaks');

document.addEventListener('input', ({ target, isTrusted }) => {
	if (!(target instanceof HTMLTextAreaElement) || !target.matches('.say-it')) return;
	// Who types goes on by hand: nothing overwrites her.
	if (isTrusted) listening?.to.stop();
	const left = target.maxLength - target.value.length;
	const room = target.closest('.say')?.querySelector('.left');
	if (room) room.textContent = left <= near ? `${left} left` : '';
	if (left === 20 || left === 0) tell(target, `${left} characters left.`);
});

document.addEventListener('keydown', (event) => {
	const { target, key } = event;
	if (key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
	if (!(target instanceof HTMLTextAreaElement) || !target.matches('.say-it')) return;
	// Where several buttons send, each says something else: then the hand chooses.
	const buttons = target.form?.querySelectorAll<HTMLButtonElement>('button:not([type=button])');
	if (buttons?.length === 1) target.form?.requestSubmit(buttons[0]);
});

document.addEventListener('click', ({ target }) => {
	const button = target instanceof Element ? target.closest<HTMLElement>('.speak') : null;
	const field = button?.closest('.say')?.querySelector('textarea');
	if (!button || !field || !Recognition) return;
	if (listening) return listening.to.stop();
	listen(new Recognition(), field, button);
});

for (const ends of ['submit', 'pagehide'] as const) {
	addEventListener(ends, () => listening?.to.stop(), { capture: true });
}

function listen(to: Listener, field: HTMLTextAreaElement, button: HTMLElement): void {
	const before = field.value.trim();
	Object.assign(to, { lang: button.lang, continuous: true, interimResults: true });
	to.addEventListener('result', (event) => {
		// What comes after she has sent it, or gone on typing, is too late.
		if (listening?.to !== to || field.readOnly || !isHeard(event)) return;
		const words = [...Array.from(event.results)].map((each) => each[0]?.transcript.trim() ?? '');
		field.value = [before, ...words].filter(Boolean).join(' ').slice(0, field.maxLength);
		field.dispatchEvent(new Event('input', { bubbles: true }));
	});
	to.addEventListener('error', (event) => tell(field, whyNot(event)));
	to.addEventListener('end', () => {
		listening = undefined;
		button.textContent = 'Speak';
		if (field.dataset['told'] === 'listening') tell(field, '');
	});
	listening = { to, field };
	button.textContent = 'Stop';
	tell(field, 'Listening. Your browser writes down what you say; only what you send is kept.');
	field.dataset['told'] = 'listening';
	to.start();
}

function isHeard(event: Event): event is Heard {
	return 'results' in event;
}

function whyNot(event: Event): string {
	const why = 'error' in event ? event.error : '';
	if (why === 'aborted') return '';
	if (why === 'no-speech') return 'We heard nothing. Try again, or type it.';
	if (why === 'not-allowed' || why === 'service-not-allowed')
		return 'The microphone is off for this page. That is fine: type it instead.';
	return 'Speaking does not work here just now. Type it instead.';
}

function tell(field: HTMLTextAreaElement, words: string): void {
	delete field.dataset['told'];
	const status = field.closest('.say')?.querySelector('.heard');
	if (status) status.textContent = words;
}

export {};
