// On the lock screen: nothing of the one before comes back, what a hand scanner types arrives, and
// the camera is asked for only where somebody taps its button. All works without this, but the camera.

const half = 30_000;

const form = document.querySelector<HTMLFormElement>('[data-lock]');
const number = form?.querySelector<HTMLInputElement>('#number');
const pin = form?.querySelector<HTMLInputElement>('#pin');
let touched = Date.now();

addEventListener('pageshow', ({ persisted }) => {
	if (persisted) location.reload();
});

for (const touch of ['pointerdown', 'keydown'] as const) {
	addEventListener(touch, () => (touched = Date.now()), { capture: true });
}

// A number half typed, or a PIN asked for, is somebody's: after a while the screen is anybody's again.
setInterval(() => {
	const begun = number?.value !== '' || pin?.value !== '' || document.querySelector('.problem');
	if (begun && Date.now() - touched > half) location.replace(location.pathname);
}, 1000);

// A scanner types wherever the focus is: with nothing chosen, that is the number.
addEventListener('keydown', ({ key, target }) => {
	if (key.length === 1 && target === document.body) number?.focus();
});

const camera = document.querySelector<HTMLElement>('[data-camera]');
if (camera && form && number && 'mediaDevices' in navigator) {
	camera.hidden = false;
	camera.querySelector('button')?.addEventListener('click', async () => {
		camera.hidden = true;
		const { readBadge } = await import('./camera.ts');
		const text = await readBadge(form);
		if (text === undefined) camera.hidden = false;
		else {
			number.value = text;
			if (pin) pin.value = '';
			form.requestSubmit();
		}
	});
}

export {};
