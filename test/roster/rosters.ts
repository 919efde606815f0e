import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Database } from '#db/connection.ts';
import { readYaml } from '#lib/yaml-file.ts';
import { channelsSchema } from '#lessons/journey.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { type Applied, applyImport } from '#roster/apply.ts';
import { readLines, readProblems } from '#roster/found.ts';
import { beginImport, makePreview, readImport } from '#roster/imports.ts';
import type { Choices, StagedLine } from '#roster/kinds.ts';
import { matchColumns, usualChoices } from '#roster/match-columns.ts';
import { takeFile } from '#roster/take-file.ts';
import { cast, castTime } from '#test/cast.ts';

// Files as people have them, and imports of them from the first byte to the last row.

export const channels =
	readYaml(readContentFiles('content').get('channels.yaml') ?? '', channelsSchema, () => {}) ?? [];

/** A file with these contents; gone after the test. */
export function fileOf(contents: string | Uint8Array): string {
	const folder = mkdtempSync(join(tmpdir(), 'touchstone-roster-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const path = join(folder, 'roster.csv');
	writeFileSync(path, contents);
	return path;
}

export const importer = cast.administrator.id;

/** Takes a file and looks at it: what it would do and what is wrong with it. */
export async function look(
	db: Database,
	contents: string | Uint8Array,
	{
		at = castTime,
		by = importer,
		...choices
	}: Partial<Choices> & { at?: number; by?: string | null } = {},
) {
	const path = fileOf(contents);
	const file = await takeFile(path);
	const id = randomUUID();
	await beginImport(db, { id, fileName: 'roster.csv', by, at, file });
	const { columns } = matchColumns(file.headings);
	const looking = {
		path,
		file,
		channels,
		by,
		at,
		choices: { ...usualChoices(columns), ...choices },
	};
	const preview = await makePreview(db, id, looking);
	const found = async (kind: StagedLine['kind']) =>
		readLines(db.read, { id, kind, page: 1, size: 10_000 });
	return {
		id,
		...preview,
		file,
		looking,
		problems: await readProblems(db.read, id),
		found,
		/** What changes, as `4417 Job: Picker → Packer`. */
		async says(kind: StagedLine['kind'] = 'changed') {
			return (await found(kind)).flatMap(({ number, body }) =>
				'says' in body
					? body.says.map(({ field, was, becomes }) => `${number} ${field}: ${was} → ${becomes}`)
					: [],
			);
		},
		apply: ({ leave = false } = {}): Promise<Applied> => applyImport(db, { id, by, at, leave }),
		again: () => readImport(db.read, id),
	};
}
