// The leader's phone reads the badge of whoever stands there. All works without this, by typing.

document.addEventListener('click', async ({ target }) => {
	const button = target instanceof Element ? target.closest('[data-read-badge]') : null;
	const form = button?.closest('form');
	const number = form?.querySelector<HTMLInputElement>('[name=number]');
	if (!form || !number) return;
	const { readBadge } = await import('../kiosk/camera.ts');
	const text = await readBadge(form);
	if (text === undefined) return;
	number.value = text;
	form.requestSubmit();
});

export {};
