import type { Reader } from '#db/connection.ts';
import { policyTexts } from '#db/schema/policy-texts.ts';
import { languageName } from '#lib/language.ts';
import { type PolicyText, textHash } from './policy-text.ts';

/** Walks every policy's texts, language by language; returns the first that does not hold as a sentence, or how many do. */
export async function verifyTexts(
	db: Reader,
): Promise<{ holds: true; links: number } | { holds: false; broken: string }> {
	const rows = await db
		.select()
		.from(policyTexts)
		.orderBy(policyTexts.policyId, policyTexts.language, policyTexts.edition);
	const threads = Map.groupBy(rows, ({ policyId, language }) => `${policyId} ${language}`);
	for (const editions of threads.values()) {
		const broken = brokenEdition(editions);
		if (broken) return { holds: false, broken };
	}
	return { holds: true, links: rows.length };
}

function brokenEdition(editions: readonly PolicyText[]): string | undefined {
	let previous: PolicyText | undefined;
	for (const text of editions) {
		const name = `Policy ${text.policyId}, text in ${languageName(text.language)}, edition ${text.edition}`;
		if (text.edition !== (previous?.edition ?? 0) + 1)
			return `${name}: an edition is missing before it.`;
		if (text.previousHash !== (previous?.hash ?? null))
			return `${name}: it does not follow the edition before it.`;
		if (textHash(text) !== text.hash) return `${name}: it was changed after it was published.`;
		previous = text;
	}
	return undefined;
}
