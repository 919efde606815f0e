// On a page of somebody who is signed in on a kiosk. Touches are told to the server, which counts
// the time; when there are none the page asks "Still there?", and then locks. What was chosen or
// written and not sent goes to the server first, which keeps it for this person and nobody else.

type Told = { idle: number; warning: number; endsIn: number; lock: string; here: string };

const told: Told = JSON.parse(
	document.querySelector<HTMLMetaElement>('meta[name=kiosk]')?.content ?? '{}',
);
const tellEvery = 10_000;
const began = Date.now();
const ends = began + told.endsIn * 1000;
let touched = began;
let toldAt = began;
let asking: HTMLDialogElement | undefined;
let leaving = false;

addEventListener('pageshow', ({ persisted }) => {
	if (persisted) location.reload();
});

for (const touch of ['pointerdown', 'keydown', 'wheel', 'touchmove', 'input'] as const) {
	addEventListener(touch, noteTouch, { capture: true, passive: true });
}
setInterval(lookAtTheClock, 500);
document.addEventListener('visibilitychange', lookAtTheClock);

function noteTouch(): void {
	// While it asks, only the button says yes; and a tablet that slept too long stays locked.
	lookAtTheClock();
	if (asking || leaving) return;
	touched = Date.now();
	if (touched - toldAt > tellEvery) void tell();
}

/** Tells the server that somebody is here; if the session is over, so is the page. */
async function tell(): Promise<void> {
	toldAt = Date.now();
	const answer = await fetch(told.here, { redirect: 'manual' }).catch(() => undefined);
	if (answer && answer.status !== 204) void leave();
}

function lookAtTheClock(): void {
	if (leaving) return;
	const now = Date.now();
	const last = Math.min(touched + (told.idle + told.warning) * 1000, ends);
	if (now >= last) return void leave();
	const left = Math.ceil((last - now) / 1000);
	if (left > told.warning) return;
	asking ??= ask(last === ends);
	const seconds = asking.querySelector('b');
	if (seconds) seconds.textContent = `${left} seconds`;
}

function ask(itIsOver: boolean): HTMLDialogElement {
	const dialog = document.createElement('dialog');
	dialog.className = 'still-there';
	dialog.setAttribute('role', 'alertdialog');
	dialog.setAttribute('aria-labelledby', 'still-there');
	dialog.setAttribute('aria-describedby', 'still-there-why');
	const what = itIsOver ? 'Please sign in again.' : 'Still there?';
	const why = itIsOver ? 'You have been here for half an hour.' : 'Nobody has touched this tablet.';
	const button = itIsOver ? 'Sign in again' : 'Yes, I’m here';
	dialog.innerHTML = `<h2 id="still-there">${what}</h2><p id="still-there-why">${why} It locks in <b></b>. What you began is kept for you.</p><button class="gold wide" autofocus>${button}</button>`;
	const answer = () => (itIsOver ? void leave() : stay(dialog));
	dialog.querySelector('button')?.addEventListener('click', answer);
	dialog.addEventListener('cancel', (event) => (event.preventDefault(), answer()));
	document.body.append(dialog);
	dialog.showModal();
	return dialog;
}

function stay(dialog: HTMLDialogElement): void {
	dialog.remove();
	asking = undefined;
	touched = Date.now();
	void tell();
}

async function leave(): Promise<void> {
	if (leaving) return;
	leaving = true;
	document.documentElement.classList.add('over');
	asking?.close();
	const kept = begun();
	while (!(await fetch(told.here, { method: 'post', body: kept }).catch(() => undefined))) {
		// Without a network the page stays covered, and what was begun waits in it.
		await new Promise((resolve) => setTimeout(resolve, 2000));
	}
	location.replace(told.lock);
}

/** The form with something chosen or written in it, and where it stands. */
function begun(): FormData {
	const forms = [...document.querySelectorAll<HTMLFormElement>('main form[method=post]')].filter(
		// An appeal beside the question: the answer to the question is what is kept.
		(each) => !each.hasAttribute('data-in-place'),
	);
	const form = forms.find(isBegun);
	const kept = form ? new FormData(form) : new FormData();
	const action = form && new URL(form.action).searchParams.get('_action');
	kept.set('kept-action', action ?? '');
	kept.set('kept-page', `${location.pathname}${location.search}`);
	return kept;
}

function isBegun(form: HTMLFormElement): boolean {
	return [...form.querySelectorAll<HTMLInputElement>('input, textarea, select')].some(
		(field) =>
			field.type !== 'hidden' &&
			(/^(radio|checkbox)$/.test(field.type) ? field.checked : field.value.trim() !== ''),
	);
}

export {};
