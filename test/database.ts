import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { type Database, openDatabase } from '#db/connection.ts';

/** A test's own copy of the built database: the cast and the content. It is gone after the test. */
export async function testDatabase(): Promise<Database & { readonly file: string }> {
	const folder = mkdtempSync(join(tmpdir(), 'touchstone-test-'));
	const file = join(folder, 'test.db');
	copyFileSync(inject('builtDatabase'), file);
	const db = await openDatabase(`file:${file}`);
	onTestFinished(async () => {
		await db.close();
		rmSync(folder, { recursive: true, force: true });
	});
	return { ...db, file };
}
