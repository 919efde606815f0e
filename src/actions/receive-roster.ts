import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { APIContext } from 'astro';
import { Invalid } from '#lib/errors.ts';
import { receiveFile } from '#lib/receive-file.ts';
import { may } from '#people/roles.ts';
import { paths } from '../paths.ts';

// A roster is let in as a stream, onto the disk: it is larger than any form, and never in memory.

const megabyte = 1024 * 1024;
export const largestRoster = 64 * megabyte;

/** The one request that may be larger than a form: an administrator's file, on the page that takes it. */
export function isRosterUpload({ request, url, locals }: APIContext): boolean {
	const { person } = locals;
	const isFile = /^multipart\/form-data\b/i.test(request.headers.get('content-type') ?? '');
	const here = request.method === 'POST' && url.pathname === paths.importPeople;
	return (
		here && isFile && !url.searchParams.has('_action') && may(person?.roles ?? [], 'import people')
	);
}

const folder = join(tmpdir(), 'touchstone-rosters');

/** Where an import's file lies until it is applied, discarded or a day old. */
export function rosterFile(id: string): string {
	return join(folder, `${basename(id)}.csv`);
}

export function throwRosterAway(id: string): void {
	rmSync(rosterFile(id), { force: true });
}

/** Writes the form's file to the disk. Throws Invalid, with nothing kept, if there is none or it is too large. */
export async function receiveRoster(request: Request): Promise<{ id: string; fileName: string }> {
	if (Number(request.headers.get('content-length') ?? 0) > largestRoster + megabyte)
		throw tooLarge();
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const id = randomUUID();
	try {
		const received = await receiveFile(request, { path: rosterFile(id), most: largestRoster });
		if (received.cutOff) throw tooLarge();
		if (received.fileName === '') throw new Invalid({ file: 'Choose a file first.' });
		return { id, fileName: received.fileName };
	} catch (error) {
		throwRosterAway(id);
		if (error instanceof Error && /body (size )?limit|body exceeded|too large/i.test(error.message))
			throw tooLarge();
		throw error;
	}
}

function tooLarge(): Invalid {
	const most = `${largestRoster / megabyte} MB`;
	return new Invalid({
		file: `This file is larger than ${most}, the most that a browser may send. Take only the columns that are needed, or import it on the server: npm run roster:import -- FILE`,
	});
}
