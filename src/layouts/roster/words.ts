import type { CompleteFor, Counts, ReadFile } from '#roster/kinds.ts';

const numbers = new Intl.NumberFormat('en-GB');

export function inFigures(count: number): string {
	return numbers.format(count);
}

/** "2 new, 1 changed", "nothing changed". */
export function countsInWords(counts: Counts): string {
	const said = [
		[counts.new, 'new'],
		[counts.changed, 'changed'],
		[counts.returning, 'back'],
		[counts.leaving, 'left'],
	] as const;
	const words = said
		.filter(([count]) => count > 0)
		.map(([count, word]) => `${inFigures(count)} ${word}`);
	return words.join(', ') || 'nothing changed';
}

/** "the company", "Store Bremen". */
export function completeForInWords(
	completeFor: CompleteFor | undefined,
	names: ReadonlyMap<string, string> = new Map(),
): string {
	if (completeFor === undefined || completeFor === 'nobody') return 'nobody';
	const [, id = ''] = completeFor.split(':');
	return completeFor === 'everybody' ? 'the company' : (names.get(completeFor) ?? id);
}

export function people(count: number): string {
	return count === 1 ? '1 person' : `${inFigures(count)} people`;
}

export function rows(count: number): string {
	return count === 1 ? '1 row' : `${inFigures(count)} rows`;
}

const encodings = {
	'utf-8': 'UTF-8',
	'utf-16le': 'UTF-16',
	'utf-16be': 'UTF-16',
	'windows-1252': 'Windows-1252',
} as const;
const delimiters = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' } as const;

/** "UTF-8, parted by semicolons, 12 kB". */
export function fileInWords({ encoding, delimiter, bytes }: ReadFile): string {
	const size =
		bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
	return `${encodings[encoding]}, parted by ${delimiters[delimiter]}, ${size}`;
}
