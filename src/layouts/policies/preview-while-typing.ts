// The preview follows the typing; without this file it shows what was saved.

const form = document.querySelector<HTMLFormElement>('form[data-draft]');
const preview = document.querySelector('#preview');
const address = form?.dataset['draft'];
let timer: ReturnType<typeof setTimeout> | undefined;
let asked = 0;

form?.addEventListener('input', () => {
	clearTimeout(timer);
	timer = setTimeout(() => void refresh(form), 250);
});

// She may have typed before this file arrived, or the browser has put back what she typed before.
if (form) void refresh(form);

async function refresh(draft: HTMLFormElement): Promise<void> {
	if (!address || !preview) return;
	asked += 1;
	const mine = asked;
	const fields = [...new FormData(draft)].map(([name, value]) => [name, String(value)]);
	try {
		const response = await fetch(address, { method: 'post', body: new URLSearchParams(fields) });
		const html = await response.text();
		// A slower answer to older words must not replace a newer one.
		if (response.ok && mine === asked) showWording(html);
	} catch {
		// No connection: the preview stays as it was, and the words are in the form.
	}
}

/** The wording, and what has changed so far: two places of the page. */
function showWording(html: string): void {
	if (!preview) return;
	preview.innerHTML = html;
	const changed = preview.querySelector('[data-changed]');
	if (changed) document.querySelector('#changed')?.replaceChildren(changed);
}
