import { and, asc, eq } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { auditEntries, auditPayloads } from '#db/schema/audit.ts';
import { pulsePeople } from '#db/schema/pulses.ts';
import { drawFrom } from './draw.ts';
import { listsDigest } from './list-digest.ts';
import { readDrawnStrata, readLists, requirePulse, type StratumDrawn } from './read-pulses.ts';

/** What came of repeating a draw: the same people, or the first thing that is not as it was. */
export type DrawRepeated =
	| { readonly holds: true; readonly people: number; readonly digest: string }
	| { readonly holds: false; readonly broken: string };

type List = { readonly id: string; readonly list: readonly string[] };

/**
 * Repeats a draw from what was kept: the seed, who could be drawn, and how many of each stratum. Who
 * has left since is still there. The lists are held against their fingerprint in the chained record.
 */
export async function repeatDraw(db: Reader, pulseId: string): Promise<DrawRepeated> {
	const { seed, population } = await requirePulse(db, pulseId);
	const strata = await readDrawnStrata(db, pulseId);
	const lists = await readLists(db, pulseId);
	const digest = listsDigest(lists);
	const written = await digestOnRecord(db, pulseId);
	if (written !== digest) {
		return broken(
			'The lists of who could be drawn are not those in the record of everything done.',
		);
	}
	const people = await readDrawn(db, pulseId);
	const counted = strata.reduce((sum, stratum) => sum + stratum.population, 0);
	if (counted !== population) return broken('The people of the strata are not those of the whole.');
	for (const stratum of strata) {
		const list = lists.find(({ id }) => id === stratum.stratum);
		const problem = differsIn(stratum, list, people.get(stratum.stratum) ?? [], seed);
		if (problem) return broken(`${stratum.name}: ${problem}`);
	}
	const drawn = [...people.values()].flat().length;
	if (drawn !== strata.reduce((sum, stratum) => sum + stratum.drawn, 0)) {
		return broken('Somebody was asked who is in none of the strata.');
	}
	return { holds: true, people: drawn, digest };
}

function broken(what: string): DrawRepeated {
	return { holds: false, broken: what };
}

function differsIn(
	{ stratum, population, away, askedLately, drawn }: StratumDrawn,
	list: List | undefined,
	people: readonly string[],
	seed: string,
): string | undefined {
	if (!list) return 'nobody kept who could be drawn.';
	if (list.list.length + away + askedLately !== population) {
		return 'those who could be drawn and those passed over are not all of them.';
	}
	const again = drawFrom(list.list, drawn, { seed, stratum });
	const place = again.findIndex((id, at) => people[at] !== id);
	if (place >= 0) return `somebody else was drawn as number ${place + 1}.`;
	return people.length === again.length ? undefined : 'more people were asked than drawn.';
}

/** By stratum, in the order of the draw. */
async function readDrawn(db: Reader, pulseId: string): Promise<ReadonlyMap<string, string[]>> {
	const rows = await db
		.select({ stratum: pulsePeople.stratum, id: pulsePeople.employeeId })
		.from(pulsePeople)
		.where(eq(pulsePeople.pulseId, pulseId))
		.orderBy(asc(pulsePeople.place));
	const byStratum = Map.groupBy(rows, ({ stratum }) => stratum);
	return new Map([...byStratum].map(([stratum, some]) => [stratum, some.map(({ id }) => id)]));
}

/** The fingerprint that was written with the question. */
async function digestOnRecord(db: Reader, pulseId: string): Promise<string | undefined> {
	const [row] = await db
		.select({ payload: auditPayloads.payload })
		.from(auditEntries)
		.innerJoin(auditPayloads, eq(auditPayloads.seq, auditEntries.seq))
		.where(
			and(
				eq(auditEntries.objectType, 'pulse'),
				eq(auditEntries.objectId, pulseId),
				eq(auditEntries.action, 'pulse.asked'),
			),
		);
	const payload: unknown = JSON.parse(row?.payload ?? 'null');
	const lists = payload !== null && typeof payload === 'object' && 'lists' in payload;
	return lists ? String(payload.lists) : undefined;
}
