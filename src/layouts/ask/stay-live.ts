// While a question runs, the part with its result is swapped for a newer one every few seconds. Only
// while somebody looks, only if something has changed, and never under her hands.

const every = 7000;

const part = () => document.querySelector<HTMLElement>('[data-live]');

async function look(): Promise<void> {
	const shown = part();
	if (!shown) return;
	if (document.visibilityState === 'visible' && !shown.contains(document.activeElement)) {
		const answer = await fetch(location.href).catch(() => undefined);
		if (answer?.ok) swap(shown, await answer.text());
	}
	setTimeout(look, every);
}

function swap(shown: HTMLElement, html: string): void {
	const page = new DOMParser().parseFromString(html, 'text/html');
	const fresh = page.querySelector<HTMLElement>('[data-result]');
	if (!fresh || fresh.dataset['live'] === shown.dataset['live']) return;
	const before = [...shown.querySelectorAll('details')].map(({ open }) => open);
	fresh.querySelectorAll('details').forEach((details, place) => {
		details.open = before[place] ?? false;
	});
	shown.replaceWith(fresh);
	const told = document.querySelector('[data-told]');
	const headline = fresh.querySelector('h1')?.textContent ?? '';
	if (told && told.textContent !== headline) told.textContent = headline;
}

if (part()) setTimeout(look, every);

export {};
