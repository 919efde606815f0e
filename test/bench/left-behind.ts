import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// However the bench ends, nothing of it stays: no process, no file.

const children = new Set<ChildProcess>();
const folder = mkdtempSync(join(tmpdir(), 'touchstone-bench-'));

process.once('exit', () => {
	for (const child of children) child.kill('SIGKILL');
	rmSync(folder, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.once(signal, () => process.exit(1));
}

/** A path for a file of ours; the file is gone after the bench. */
export function temporaryFile(name: string): string {
	return join(folder, name);
}

/** A process of ours; it ends with the bench at the latest. */
export function bounded(child: ChildProcess): ChildProcess {
	children.add(child);
	child.once('exit', () => children.delete(child));
	return child;
}
