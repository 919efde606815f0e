import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Overview } from '#completions/overview.ts';
import { readOverviews } from '#completions/standings.ts';
import { type Database, openDatabase } from '#db/connection.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { seedIfEmpty } from '#db/seed/seed-if-empty.ts';
import { type Catalogue, readCatalogue } from '#lessons/catalogue.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { type Person, readPeople } from '#people/person.ts';
import { castTime } from '#test/cast.ts';

/** The demonstration company after its eight weeks, and where everybody stands in it. */
export type Seed = {
	readonly db: Database;
	readonly catalogue: Catalogue;
	readonly now: number;
	/** What the loading reported. */
	readonly progress: readonly string[];
	readonly everybody: readonly { readonly person: Person; readonly overview: Overview }[];
	/** By policy; an exempt one says so. */
	statesOf(number: string): Readonly<Record<string, string>>;
	lessonState(number: string, lessonId: string): string | undefined;
	/** How many policies of some teams' people are in each state; of everybody's without a team. */
	tally(...teamIds: string[]): Readonly<Record<string, number>>;
	/** Of those policies, the share that is in one state. */
	share(state: string, ...teamIds: string[]): number;
	end(): Promise<void>;
};

/** Loads the whole demonstration into a file of its own, which is gone after `end`. */
export async function buildSeed(now = castTime): Promise<Seed> {
	const folder = mkdtempSync(join(tmpdir(), 'touchstone-seed-'));
	const url = `file:${join(folder, 'seed.db')}`;
	await migrateDatabase(url);
	const db = await openDatabase(url);
	const catalogue = readCatalogue(readContentFiles('content'));
	const progress: string[] = [];
	await seedIfEmpty(db, catalogue, now, (line) => progress.push(line));
	const people = await readPeople(db.read, undefined);
	const everybody = await readOverviews(db.read, catalogue, people, now);
	const end = async () => {
		await db.close();
		rmSync(folder, { recursive: true, force: true });
	};
	return { db, catalogue, now, progress, everybody, ...standings(everybody), end };
}

type Standings = Pick<Seed, 'statesOf' | 'lessonState' | 'tally' | 'share'>;

function standings(everybody: Seed['everybody']): Standings {
	const find = (number: string) =>
		everybody.find(({ person }) => person.number === number)?.overview;
	const tally = (...teamIds: string[]) => {
		const counts: Record<string, number> = {};
		const all = everybody.filter((one) => !teamIds.length || teamIds.includes(one.person.team.id));
		for (const state of all.flatMap(({ overview }) => Object.values(statesIn(overview)))) {
			counts[state] = (counts[state] ?? 0) + 1;
		}
		return counts;
	};
	return {
		statesOf: (number) => statesIn(find(number)),
		lessonState: (number, lessonId) =>
			find(number)?.lessons.find(({ lesson }) => lesson.id === lessonId)?.state,
		tally,
		share(state, ...teamIds) {
			const counts = tally(...teamIds);
			return (counts[state] ?? 0) / Object.values(counts).reduce((a, b) => a + b, 0);
		},
	};
}

function statesIn(overview: Overview | undefined): Record<string, string> {
	const entries = (overview?.policies ?? []).map(({ policyId, standing, exemption }) => {
		return [policyId, exemption ? 'exempt' : standing.state] as const;
	});
	return Object.fromEntries(entries);
}
