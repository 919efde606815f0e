// Choosing between two wordings shows the choice in the field at once, where it can be changed
// further. Without this file the server puts the chosen words in when the form is saved.

const draft = document.querySelector<HTMLFormElement>('form[data-draft]');
const mine = new Map<Element, string | boolean>();

for (const panel of draft?.querySelectorAll<HTMLElement>('fieldset[data-theirs]') ?? []) {
	if (hasAllFields(panel)) chooseInPlace(panel);
}

/** A row of theirs that the form has no place for can be put in by the server alone. */
function hasAllFields(panel: HTMLElement): boolean {
	return Object.keys(theirsOf(panel)).every((name) => draft?.elements.namedItem(name));
}

function chooseInPlace(panel: HTMLElement): void {
	const radios = [...panel.querySelectorAll<HTMLInputElement>('input[type=radio]')];
	const proposed = radios.find(({ checked }) => checked)?.value ?? 'mine';
	for (const radio of radios) {
		// The field says it from now on: the server is not to choose again.
		radio.name = radio.name.replace(/^take\./, 'chosen.');
		radio.addEventListener('change', () => choose(panel, radio.value));
	}
	for (const radio of radios) radio.checked = radio.value === proposed;
	if (proposed === 'theirs') choose(panel, 'theirs');
}

function theirsOf(panel: HTMLElement): Record<string, string | string[]> {
	return JSON.parse(panel.dataset['theirs'] ?? '{}');
}

function choose(panel: HTMLElement, choice: string): void {
	const theirs = theirsOf(panel);
	for (const field of fieldsOf(panel.dataset['prefix'] ?? '')) {
		if (!mine.has(field)) mine.set(field, valueOf(field));
		const own = mine.get(field);
		put(field, choice === 'mine' && own !== undefined ? own : theirValue(field, theirs));
	}
	draft?.dispatchEvent(new Event('input', { bubbles: true }));
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** The field of this name, or all of a fact's row. */
function fieldsOf(prefix: string): Field[] {
	return [...(draft?.elements ?? [])].filter(
		(field): field is Field =>
			(field instanceof HTMLInputElement ||
				field instanceof HTMLTextAreaElement ||
				field instanceof HTMLSelectElement) &&
			(prefix.endsWith('.') ? field.name.startsWith(prefix) : field.name === prefix),
	);
}

function isBox(field: Field): field is HTMLInputElement {
	return field instanceof HTMLInputElement && ['checkbox', 'radio'].includes(field.type);
}

function valueOf(field: Field): string | boolean {
	return isBox(field) ? field.checked : field.value;
}

function theirValue(field: Field, theirs: Record<string, string | string[]>): string | boolean {
	const value = theirs[field.name];
	if (isBox(field)) return [value ?? []].flat().includes(field.value);
	return typeof value === 'string' ? value : (value?.[0] ?? '');
}

function put(field: Field, value: string | boolean): void {
	if (isBox(field)) field.checked = value === true;
	else field.value = String(value);
}
