import { translatedParts } from '#policies/in-language.ts';
import type { PolicyText } from '#policies/policy-text.ts';
import type { Rename } from '#policies/renames.ts';
import type { Texts } from '#policies/text-parts.ts';

/** What a draft would do to one language: these parts would be read in the source's words again. */
export type StaleBy = { readonly language: string; readonly parts: readonly string[] };

/** The translations that hold for the newest version and would be stale, or missing, by a draft. Its facts' new names make none stale. */
export function translationsStaleBy(
	draft: Texts,
	newest: Texts,
	written: readonly PolicyText[],
	renames: readonly Rename[] = [],
): StaleBy[] {
	const texts = renames.length > 0 ? written.map((text) => ({ ...text, renames })) : written;
	const languages = [...new Set(texts.map(({ language }) => language))].toSorted();
	return languages.flatMap((language) => {
		const holding = new Set(
			translatedParts(newest, texts, language)
				.filter(({ state }) => state === 'translated')
				.map(({ part }) => part),
		);
		// A line that is new beside a whole translation leaves a gap in it.
		const whole =
			holding.size > 0 && translatedParts(newest, texts, language).length === holding.size;
		const parts = translatedParts(draft, texts, language)
			.filter(({ state }) => state !== 'translated')
			.filter(({ part }) => holding.has(part) || whole)
			.map(({ part }) => part);
		return parts.length > 0 ? [{ language, parts }] : [];
	});
}
