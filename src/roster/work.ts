import { Invalid } from '#lib/errors.ts';

/** What goes on with an import right now, in this process: a page asks again and again. */
export type Work =
	| { readonly kind: 'reading' | 'applying'; readonly done: number; readonly total: number | null }
	| {
			readonly kind: 'failed';
			readonly why: string;
			readonly problems: Readonly<Record<string, string>>;
	  };

const going = new Map<string, Work>();

export function workOn(id: string): Work | undefined {
	return going.get(id);
}

type Report = (progress: { readonly done: number; readonly total: number | null }) => void;

/**
 * Begins work on an import and returns at once. While it goes on, the same is not begun again: a
 * second tap changes nothing. What goes wrong is said on the import's page.
 */
export function beginWork(
	id: string,
	kind: 'reading' | 'applying',
	{ run, onError }: { run: (report: Report) => Promise<void>; onError: (error: unknown) => void },
): void {
	const now = going.get(id);
	if (now && now.kind !== 'failed') return;
	going.set(id, { kind, done: 0, total: null });
	const report: Report = (progress) => going.set(id, { kind, ...progress });
	run(report).then(
		() => going.delete(id),
		(error: unknown) => {
			const known = error instanceof Invalid;
			const why = known
				? error.message
				: 'This did not work, and it is not your fault. Nothing was changed. Try again; if it happens again, tell us.';
			going.set(id, { kind: 'failed', why, problems: known ? error.problems : {} });
			if (!known) onError(error);
		},
	);
}
