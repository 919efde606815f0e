import { deeds } from './deeds.ts';

const kinds: Readonly<Record<string, string>> = {
	employee: 'person',
	audit: 'this record',
	kiosk: 'shared tablet',
	import: 'list of people',
};

/** Whether an action has words of its own. */
export function hasWords(action: string): boolean {
	return Object.hasOwn(deeds, action);
}

/** "Published a policy". */
export function deedInWords(action: string): string {
	const known = Object.hasOwn(deeds, action) ? deeds[action] : undefined;
	return known ?? capital(action.replace(/[._-]+/g, ' ').trim());
}

/** "person", "kiosk". */
export function kindInWords(objectType: string): string {
	const known = Object.hasOwn(kinds, objectType) ? kinds[objectType] : undefined;
	return known ?? objectType.replace(/[._-]+/g, ' ').trim();
}

/** How much a search found; beyond a number nobody counts on. */
export function foundInWords(count: number, most: number): string {
	if (count === 0) return 'Nothing like this was done.';
	if (count === 1) return 'One thing was done.';
	const number = (n: number) => n.toLocaleString('en-GB');
	return `${count > most ? `More than ${number(most)}` : number(count)} things were done.`;
}

function capital(words: string): string {
	return words.charAt(0).toUpperCase() + words.slice(1);
}
