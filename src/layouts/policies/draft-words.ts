import { aboutTheForm } from '#policies/typed.ts';

/** What the form says about the policy, field by field, as it would be sent. */
export function entriesOf(form: HTMLFormElement): [string, string][] {
	return [...new FormData(form)]
		.map(([name, value]): [string, string] => [name, String(value)])
		.filter(([name]) => !aboutTheForm.test(name));
}

/** The same as one text that is equal for equal words; rows that nobody filled say nothing. */
export function wordsOf(entries: readonly (readonly [string, string])[]): string {
	return JSON.stringify(
		entries
			.map(([name, value]) => [name, value.replaceAll('\r\n', '\n')])
			.filter(([, value]) => value !== ''),
	);
}

/** Whether the form still says what the page brought: she may have typed before this script ran. */
export function isUntouched(form: HTMLFormElement): boolean {
	return [...form.elements].every((field) => {
		if (field instanceof HTMLSelectElement) return isAsSent(field);
		if (field instanceof HTMLTextAreaElement) return field.value === field.defaultValue;
		if (!(field instanceof HTMLInputElement) || field.type === 'hidden') return true;
		return field.value === field.defaultValue && field.checked === field.defaultChecked;
	});
}

function isAsSent({ options, selectedIndex }: HTMLSelectElement): boolean {
	const sent = [...options].findIndex((option) => option.defaultSelected);
	return selectedIndex === Math.max(sent, 0);
}

export function hidden(form: HTMLFormElement, name: string): HTMLInputElement | undefined {
	const field = form.elements.namedItem(name);
	return field instanceof HTMLInputElement ? field : undefined;
}

/** Such a text as the server reads it: fields by name. */
export function recordOf(words: string): string {
	const entries: [string, string][] = JSON.parse(words);
	const record: Record<string, string[]> = {};
	for (const [name, value] of entries) (record[name] ??= []).push(value);
	return JSON.stringify(record);
}
