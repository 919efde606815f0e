import { appendAudit } from '#audit/append.ts';
import type { Reader } from '#db/connection.ts';
import { factRenames } from '#db/schema/policies.ts';
import type { Transaction } from '#db/writer.ts';
import type { PolicyVersion } from './versions.ts';

/** A fact that was given another name. Whoever asks for one of the two finds the fact. */
export type Rename = { readonly from: string; readonly to: string };

/** The name under which a fact is there, if it is not there under this one. */
export function otherName(
	renames: readonly Rename[],
	name: string,
	isThere: (name: string) => boolean,
): string | undefined {
	const names = [name];
	// Grows while it is walked: a fact may have been renamed more than once, to and fro.
	for (const each of names) {
		if (each !== name && isThere(each)) return each;
		const beside = renames.flatMap(({ from, to }) =>
			from === each ? to : to === each ? from : [],
		);
		names.push(...new Set(beside.filter((next) => !names.includes(next))));
	}
	return undefined;
}

/** What a fact of an older version is called in a newer one; its own name if it is gone. */
export function nameNow(
	name: string,
	{ body, renames = [] }: Pick<PolicyVersion, 'body' | 'renames'>,
): string {
	const isThere = (each: string) => Object.hasOwn(body.facts, each);
	return isThere(name) ? name : (otherName(renames, name, isThere) ?? name);
}

/** Renames by policy, in memory with the versions. */
export async function readRenames(db: Reader): Promise<ReadonlyMap<string, Rename[]>> {
	const rows = await db.select().from(factRenames).orderBy(factRenames.at);
	const byPolicy = Map.groupBy(rows, ({ policyId }) => policyId);
	return new Map(
		[...byPolicy].map(([id, own]) => [
			id,
			own.map(({ fromName, toName }) => ({ from: fromName, to: toName })),
		]),
	);
}

/** Two names that stood side by side in one version are two facts, whatever somebody once renamed. */
export function stillOneFact(
	renames: readonly Rename[],
	versions: readonly Pick<PolicyVersion, 'body'>[],
): Rename[] {
	return renames.filter(
		({ from, to }) =>
			!versions.some(
				({ body }) => Object.hasOwn(body.facts, from) && Object.hasOwn(body.facts, to),
			),
	);
}

/** Puts renames on record; one that is known already leaves no trace. */
export async function recordRenames(
	tx: Transaction,
	renames: readonly Rename[],
	{ policyId, by, at }: { policyId: string; by: string | null; at: number },
): Promise<void> {
	for (const { from, to } of renames) {
		const row = { policyId, fromName: from, toName: to, at, by };
		const added = await tx.insert(factRenames).values(row).onConflictDoNothing().returning();
		if (added.length === 0) continue;
		await appendAudit(tx, {
			at,
			actorId: by,
			action: 'fact.renamed',
			objectType: 'policy',
			objectId: policyId,
			payload: { from, to },
		});
	}
}

/** A text with the new names in braces, `{window}` and `{returns.window}`; all at once, so that two may swap. */
export function renameInText(source: string, policyId: string, renames: readonly Rename[]): string {
	const names = new Map(renames.map(({ from, to }) => [from, to]));
	return source.replace(/\{([a-z][a-z0-9.-]*)\}/g, (braces, name: string) => {
		const prefix = policyId !== '' && name.startsWith(`${policyId}.`) ? `${policyId}.` : '';
		const to = names.get(name.slice(prefix.length));
		return to === undefined ? braces : `{${prefix}${to}}`;
	});
}

/** Why a fact cannot have the name it was given, by field: a lesson that says it means another fact. */
export function renameProblems(
	renames: readonly Rename[],
	newest: Pick<PolicyVersion, 'body' | 'renames'> | undefined,
): Record<string, string> {
	const taken = renames.filter(({ from, to }) => {
		const isFrom = (name: string) => name === from;
		const same = otherName(newest?.renames ?? [], to, isFrom) === from;
		return newest !== undefined && Object.hasOwn(newest.body.facts, to) && !same;
	});
	const message = 'Another fact has this name in what is published. Choose a new name.';
	return Object.fromEntries(taken.map(({ to }) => [`facts.${to}`, message]));
}
