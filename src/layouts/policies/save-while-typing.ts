// The draft saves itself: a moment after the typing stops, when a field is left, when the page is.
// Until the server has said "saved", the words are kept in this browser too. Without this file the
// form saves by its button.

import { entriesOf, hidden, isUntouched, recordOf, wordsOf } from './draft-words.ts';
import { type KeptHere, openShelf } from './kept-here.ts';
import { offerLeft } from './offer-left.ts';
import { type Answer, send } from './writing-answer.ts';
import {
	forgetTrouble,
	inNumbers,
	sayLastSaved,
	saySaving,
	sayWriters,
	takeAwayMended,
	tell,
} from './writing-notices.ts';

const pause = 1500;
const heartbeat = 20_000;
const longestWait = 30_000;

const writing = document.querySelector<HTMLFormElement>('form[data-writing]');
if (writing) keepSaving(writing);

// Long because what is typed, what is sent and what is acknowledged belong together.
function keepSaving(form: HTMLFormElement): void {
	const address = form.dataset['writing'] ?? '';
	const field = (name: string) => hidden(form, name)?.value ?? '';
	const shelf = openShelf(`touchstone.draft.${field('policy')}.${field('writer')}`);
	const windowId = [...crypto.getRandomValues(new Uint32Array(4))].join('-');
	// Between two wordings she chooses first; what she types is kept here until then.
	const choosing = form.querySelector('#compare') !== null;
	const now = () => wordsOf(entriesOf(form));
	let saved = isUntouched(form) ? now() : '';
	let [count, sending, leaving, wait] = [0, false, false, pause];
	let timer: ReturnType<typeof setTimeout> | undefined;

	const isDirty = () => now() !== saved;
	set('window', windowId);
	offerLeft(form, shelf, now());

	form.addEventListener('input', () => (keepHere(), saveSoon(pause)));
	form.addEventListener('focusout', () => saveSoon(0));
	form.addEventListener('submit', () => (clearTimeout(timer), next(), (leaving = true)));
	addEventListener('pageshow', () => (leaving = false));
	addEventListener('pagehide', saveAtOnce);
	addEventListener('online', () => saveSoon(0));
	document.addEventListener('visibilitychange', () => document.hidden && saveAtOnce());
	document.querySelector('[data-trouble-button]')?.addEventListener('click', (event) => {
		if (isDirty() || choosing) return;
		event.preventDefault();
		location.assign(location.pathname);
	});
	setInterval(() => void (document.hidden || leaving || ask()), heartbeat);
	if (isDirty()) saveSoon(pause);

	function set(name: string, value: string): void {
		const input = hidden(form, name);
		if (input) input.value = value;
	}

	function next(): void {
		count += 1;
		set('count', String(count));
	}

	function keepHere(): void {
		if (isDirty()) shelf.keep(onShelf());
	}

	function onShelf(): KeptHere {
		const [revision, began] = [field('revision'), field('began')];
		return { entries: entriesOf(form), revision, began, window: windowId, count, at: Date.now() };
	}

	function saveSoon(milliseconds: number): void {
		clearTimeout(timer);
		timer = setTimeout(() => void save(), milliseconds);
	}

	async function save(): Promise<void> {
		if (sending || leaving || choosing || !isDirty()) return;
		sending = true;
		const words = now();
		try {
			take(await send(address, sent()), words);
			wait = pause;
		} catch {
			saySaving('Not saved yet: no connection. Your words are kept in this browser.');
			wait = Math.min(wait * 2, longestWait);
			saveSoon(wait);
		}
		sending = false;
		if (now() !== words) saveSoon(wait);
	}

	/** On the way out there is nobody to read the answer; the copy here stays until the next visit. */
	function saveAtOnce(): void {
		if (leaving || choosing || !isDirty()) return;
		navigator.sendBeacon(address, sent());
	}

	function sent(): URLSearchParams {
		next();
		return new URLSearchParams(
			[...new FormData(form)].map(([name, value]) => [name, String(value)]),
		);
	}

	async function ask(): Promise<void> {
		try {
			take(await send(address, new URLSearchParams({ seen: 'yes' })), saved);
		} catch {
			// The next beat, or the next save, asks again.
		}
	}

	function take(answer: Answer, words: string): void {
		if (answer.writers !== undefined) sayWriters(answer.writers);
		if (answer.kind === 'seen') return notice(answer);
		if (answer.kind === 'saved') return acknowledge(answer, words);
		if (answer.kind === 'overtaken') acknowledgeKept(words);
		tell(answer);
	}

	function notice(answer: Answer): void {
		const known = String(answer.revision) === field('revision') || answer.window === windowId;
		if (known || sending || choosing) return;
		tell({ ...answer, kind: answer.revision === 0 ? 'gone' : 'overtaken' });
	}

	function acknowledge({ revision, clock = '', problems = {} }: Answer, words: string): void {
		saved = words;
		set('revision', String(revision));
		set('began', recordOf(words));
		if (!isDirty()) shelf.forget();
		forgetTrouble();
		takeAwayMended(problems);
		sayLastSaved(clock);
		const unfinished = inNumbers(problems);
		saySaving(`Saved ${clock}.${unfinished ? ` ${unfinished}.` : ''}`);
	}

	/** The server has kept the words beside the other writer's: nothing more is to be sent. */
	function acknowledgeKept(words: string): void {
		saved = words;
		if (!isDirty()) shelf.forget();
	}
}
