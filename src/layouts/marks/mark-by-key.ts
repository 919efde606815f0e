// K and N mark the answer while the focus is on it, and there it is when the page opens. Elsewhere
// the letters stay the browser's and the screen reader's own.

const toMark = document.querySelector<HTMLFormElement>('form[data-mark]');
toMark?.querySelector<HTMLElement>('#now')?.focus({ preventScroll: true });

toMark?.addEventListener('keydown', (event) => {
	if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
	const key = event.key.toLowerCase();
	const button = toMark.querySelector<HTMLButtonElement>(
		`button[aria-keyshortcuts="${CSS.escape(key)}"]`,
	);
	if (!button) return;
	event.preventDefault();
	button.click();
});
