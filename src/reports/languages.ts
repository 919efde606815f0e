import { and, count, desc, isNull, ne } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { employees } from '#db/schema/people.ts';
import { sourceLanguage } from '#lib/language.ts';
import { translatedParts } from '#policies/in-language.ts';
import type { PolicyText } from '#policies/policy-text.ts';
import type { Texts } from '#policies/text-parts.ts';

/** How many people read which language; those whom the source serves are not among them. */
export type LanguagesRead = ReadonlyMap<string, number>;

/** How far a policy is in one language. */
export type LanguageRow = {
	readonly language: string;
	/** Who read it. */
	readonly people: number;
	readonly state: 'complete' | 'behind' | 'missing';
	/** The parts whose source has changed since they were translated. */
	readonly stale: readonly string[];
	readonly missing: readonly string[];
};

/** The languages that people read who work here now, the most read first. */
export async function readLanguages(db: Reader): Promise<LanguagesRead> {
	const rows = await db
		.select({ language: employees.language, people: count() })
		.from(employees)
		.where(and(isNull(employees.leftAt), ne(employees.language, sourceLanguage)))
		.groupBy(employees.language)
		.orderBy(desc(count()), employees.language);
	return new Map(rows.map(({ language, people }) => [language, people]));
}

/** A source in every language that somebody reads or somebody wrote. */
export function languageRows(
	source: Texts,
	texts: readonly PolicyText[],
	read: LanguagesRead,
): LanguageRow[] {
	const written = texts.map(({ language }) => language).toSorted();
	return [...new Set([...read.keys(), ...written])].map((language) => {
		const parts = translatedParts(source, texts, language);
		const those = (wanted: 'stale' | 'missing') =>
			parts.filter(({ state }) => state === wanted).map(({ part }) => part);
		const open = { stale: those('stale'), missing: those('missing') };
		const state = stateOf(open, parts.length);
		return { language, people: read.get(language) ?? 0, state, ...open };
	});
}

function stateOf(
	{ stale, missing }: Pick<LanguageRow, 'stale' | 'missing'>,
	parts: number,
): LanguageRow['state'] {
	if (missing.length === parts) return 'missing';
	return stale.length + missing.length > 0 ? 'behind' : 'complete';
}
