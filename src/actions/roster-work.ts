import { now } from '#lib/clock.ts';
import { log } from '#lib/log.ts';
import { repeat } from '#lib/repeat.ts';
import { applyImport } from '#roster/apply.ts';
import { discardImport, makePreview, readImport, sweepImports } from '#roster/imports.ts';
import { beginWork } from '#roster/work.ts';
import { catalogue, database } from '../installation.ts';
import { rosterFile, throwRosterAway } from './receive-roster.ts';

// What takes longer than a request: reading a file and applying it. The import's page says how far it is.

const onError = (err: unknown) => log.error({ err }, 'an import failed');

type Order = { readonly id: string; readonly by: string };

export function beginPreview({ id, by }: Order): void {
	beginWork(id, 'reading', {
		onError,
		run: async (report) => void (await preview({ id, by }, report)),
	});
}

type Report = (progress: { readonly done: number; readonly total: number | null }) => void;

async function preview({ id, by }: Order, onProgress: Report, { anew = false } = {}) {
	const { file, choices } = await readImport(database.read, id);
	if (!choices) return undefined;
	const { channels } = catalogue;
	const looking = { path: rosterFile(id), file, choices, channels, by, at: now(), onProgress };
	return makePreview(database, id, looking, { anew });
}

export function beginApplying({ id, by, leave }: Order & { readonly leave: boolean }): void {
	beginWork(id, 'applying', { onError, run: (report) => apply({ id, by, leave }, report) });
}

/**
 * Where somebody changed people meanwhile the file is looked at again: if that comes to the same it
 * is applied, and if not she sees what is other now.
 */
async function apply({ id, by, leave }: Order & { leave: boolean }, report: Report): Promise<void> {
	for (let attempt = 1; attempt <= 3; attempt += 1) {
		const outcome = await applyImport(database, { id, by, leave, at: now(), onProgress: report });
		if (outcome.kind === 'applied')
			log.info({ milliseconds: Math.round(outcome.writing) }, 'a roster was applied');
		if (outcome.kind !== 'overtaken') return throwRosterAway(id);
		const { digest } = await readImport(database.read, id);
		const fresh = await preview({ id, by }, report, { anew: true });
		if (fresh?.digest !== digest) return;
	}
}

export async function discardRoster(id: string): Promise<void> {
	await discardImport(database, id);
	throwRosterAway(id);
}

/** What is a day old is cleared, whether anybody looks or not. */
export async function sweepRosters(): Promise<void> {
	for (const id of await sweepImports(database, now())) throwRosterAway(id);
}

repeat(sweepRosters, { pause: 3_600_000, onError });
