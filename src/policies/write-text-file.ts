import type { Texts } from './text-parts.ts';
import { foldedDocument } from './write-file.ts';

/** A policy's texts in another language, as they stand in a file of their own. */
export type TextFile = Texts & {
	readonly id: string;
	/** Of the policy file beside it, whose words these translate. */
	readonly version: number;
};

/** `returns.es.md`: what is not translated is left out. The same texts always give the same bytes. */
export function writeTextFile({ id, version, title, statement, why, how }: TextFile): string {
	return foldedDocument({
		id,
		version,
		...(title ? { title } : {}),
		...(statement ? { statement } : {}),
		...(why ? { why } : {}),
		...(Object.keys(how).length > 0 ? { how: { ...how } } : {}),
	});
}
