import {
	browserSupportsWebAuthn,
	startAuthentication,
	startRegistration,
} from '@simplewebauthn/browser';

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) prepare(form);

/** Shows the button where the browser can do it; pressing it asks for the passkey, then sends the form. */
function prepare(form: HTMLFormElement): void {
	const button = form.querySelector('button');
	if (!button || !browserSupportsWebAuthn()) return;
	button.hidden = false;
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		void askAndSend(form, button);
	});
}

async function askAndSend(form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
	const field = form.querySelector<HTMLInputElement>('input[name="passkey"]');
	const failed = form.querySelector<HTMLElement>('[data-failed]');
	if (!field || !failed) return;
	failed.hidden = true;
	button.disabled = true;
	try {
		const optionsJSON = JSON.parse(form.dataset['options'] ?? '{}');
		const answer =
			form.dataset['passkey'] === 'make'
				? await startRegistration({ optionsJSON })
				: await startAuthentication({ optionsJSON });
		field.value = JSON.stringify(answer);
		form.submit();
	} catch {
		// Closed, too late, or nothing that fits: she may try again.
		failed.hidden = false;
		button.disabled = false;
		button.focus();
	}
}
