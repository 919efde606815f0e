import type { Reader } from '#db/connection.ts';
import type { Transaction } from '#db/writer.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { canonicalJson } from '#lib/hash.ts';
import { translatedParts } from '#policies/in-language.ts';
import { appendText, newestText } from '#policies/policy-text.ts';
import { partsOf, sourceHashesOf, type Texts, textsFrom } from '#policies/text-parts.ts';
import {
	freshPolicies,
	type PolicyHistory,
	type PolicyThread,
	type PolicyVersion,
	readPolicies,
	versionAt,
} from '#policies/versions.ts';

type File = Catalogue['policyTranslations'][number];

/** Takes in the translations that the content has, where the database has no text of that policy and language. */
export async function adoptTexts(tx: Transaction, catalogue: Catalogue, at: number): Promise<void> {
	if (catalogue.policyTranslations.length === 0) return;
	const history = await freshPolicies(tx, undefined);
	for (const file of catalogue.policyTranslations)
		await adoptText(tx, file, { catalogue, history, at });
}

async function adoptText(
	tx: Transaction,
	file: File,
	around: { catalogue: Catalogue; history: PolicyHistory; at: number },
): Promise<void> {
	const { policyId, language } = file;
	const source = sourceOf(file, around.catalogue);
	const version = source && versionSaying(source, around.history.byId.get(policyId));
	if (!version || (await newestText(tx, policyId, language))) return;
	await appendText(tx, {
		...{ policyId, language, number: version.number, ...translated(file) },
		sourceHashes: hashesOf(file, source),
		...{ writtenBy: null, writtenAt: around.at },
	});
}

/** The words that lay beside the translator: those of the policy's file, unless that has moved on. */
function sourceOf(file: File, catalogue: Catalogue): Texts | undefined {
	const source = catalogue.policies.find(({ id }) => id === file.policyId);
	return source && file.version >= source.version ? source.body : undefined;
}

/** The newest version that says most of what a source says. */
function versionSaying(source: Texts, thread: PolicyThread | undefined): PolicyVersion | undefined {
	const said = Object.entries(sourceHashesOf(source));
	const alike = ({ body }: PolicyVersion) =>
		said.filter(([part, hash]) => sourceHashesOf(body)[part] === hash).length;
	return thread?.versions.toSorted((a, b) => alike(b) - alike(a) || b.number - a.number)[0];
}

function translated({ title, statement, why, how }: File): Texts {
	return textsFrom(partsOf({ title, statement, why, how }));
}

/** A part that the file leaves out is not translated, so it follows nothing. */
function hashesOf(file: File, source: Texts): Record<string, string> {
	const words = partsOf(translated(file));
	return Object.fromEntries(
		Object.entries(sourceHashesOf(source)).filter(([part]) => words.get(part)),
	);
}

/** What of a policy's texts in a language holds for the version in force. */
export function holdingTexts(
	{ versions, texts }: PolicyThread,
	language: string,
	at: number,
): Texts | undefined {
	const version = versions.findLast(({ effectiveAt }) => effectiveAt <= at);
	if (!version) return undefined;
	const parts = translatedParts(version.body, texts, language);
	const holding = parts.filter(({ state }) => state === 'translated');
	return textsFrom(new Map(holding.map(({ part, text }) => [part, text])));
}

/** The translations whose file says something else than what holds: reported at start, never applied. */
export async function textDifferences(
	db: Reader,
	catalogue: Catalogue,
	at: number,
): Promise<string[]> {
	const history = await readPolicies(db);
	return catalogue.policyTranslations.flatMap((file) => {
		const thread = history.byId.get(file.policyId);
		const version = versionAt(thread, at);
		const texts = thread && holdingTexts(thread, file.language, at);
		if (!version || !texts || sameTexts(texts, translated(file))) return [];
		return `content/${file.file} differs from the texts that hold for version ${version.number}`;
	});
}

export function sameTexts(a: Texts, b: Texts): boolean {
	return plainly(a) === plainly(b);
}

function plainly({ title, statement, why, how }: Texts): string {
	return canonicalJson({ title, statement, why, how: { ...how } });
}
