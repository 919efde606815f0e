import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { Database } from '#db/connection.ts';
import { Invalid } from '#lib/errors.ts';
import { readSettings } from '#people/settings.ts';
import { applyImport } from '#roster/apply.ts';
import type { KnownChannel } from '#roster/cells.ts';
import { choicesOf, type SaidOnCommandLine } from '#roster/command-line.ts';
import {
	beginImport,
	choose,
	discardImport,
	makePreview,
	readRemembered,
} from '#roster/imports.ts';
import type { Counts } from '#roster/kinds.ts';
import { decideLeavers, needsSecondYes } from '#roster/leavers-asked.ts';
import { takeFile } from '#roster/take-file.ts';
import { inLines, tellProblems } from './roster-in-words.ts';

type Order = {
	readonly path: string;
	readonly channels: readonly KnownChannel[];
	readonly at: number;
	readonly said: SaidOnCommandLine;
	readonly say: (words: string) => void;
};

/** Reads, compares and, unless it is a dry run, applies. A dry run leaves nothing behind but that it was looked at. */
export async function importFile(
	db: Database,
	{ path, channels, at, said, say }: Order,
): Promise<void> {
	const file = await takeFile(path);
	const choices = choicesOf(said, file.headings, await readRemembered(db.read));
	const id = randomUUID();
	await beginImport(db, { id, fileName: basename(path), by: null, at, file });
	try {
		await choose(db, { id, choices, by: null, at });
		const { counts, places } = await makePreview(db, id, {
			path,
			file,
			choices,
			channels,
			by: null,
			at,
		});
		const { sites, vendors, teams } = places;
		say(inLines(counts, sites.length + vendors.length + teams.length));
		await tellProblems(db, id, said.problems, say);
		if (said['dry-run']) return void say('A dry run: nothing was changed.');
		if (said['stop-on-problems'] && counts.problems > 0)
			throw new Invalid({ problems: 'There are problems: nothing was changed.' });
		const leave = await decide(db, counts, said);
		const outcome = await applyImport(db, { id, by: null, at, leave });
		if (outcome.kind !== 'applied')
			throw new Invalid({
				file: 'Somebody changed people meanwhile: nothing was changed. Start it again.',
			});
		say(`Done. Others’ writes waited ${Math.round(outcome.writing)} ms.`);
	} finally {
		await discardImport(db, id);
	}
}

async function decide(db: Database, counts: Counts, said: SaidOnCommandLine): Promise<boolean> {
	const { mostLeavers } = await readSettings(db.read);
	if (counts.leaving === 0 || said['yes-leavers'] === '0') return false;
	if (said['yes-leavers'] !== String(counts.leaving)) {
		const again = needsSecondYes(counts, mostLeavers) ? ` --yes-again ${counts.leaving}` : '';
		const how = `Say --yes-leavers ${counts.leaving}${again} to let them leave, or --yes-leavers 0 to let nobody leave.`;
		throw new Invalid({ leavers: `${counts.leaving} would leave: nothing was changed. ${how}` });
	}
	return decideLeavers(
		counts,
		{ leavers: `yes ${counts.leaving}`, again: said['yes-again'] },
		mostLeavers,
	);
}
