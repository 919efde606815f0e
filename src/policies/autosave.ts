import type { Database } from '#db/connection.ts';
import { type DraftOutcome, type DraftSave, readDraft, saveDraftIn } from './draft.ts';

/**
 * Saves what is being typed, unasked. A draft that was published or thrown away meanwhile does not
 * come back by itself: whoever is still typing is told, and decides.
 */
export async function autosaveDraft(
	db: Database,
	save: DraftSave,
): Promise<DraftOutcome | { readonly kind: 'gone' }> {
	return db.write(async (tx) => {
		const gone = save.seenRevision > 0 && !(await readDraft(tx, save.policyId));
		// A name that is still being typed is no name yet: renames wait for a save that somebody asks for.
		return gone ? { kind: 'gone' } : saveDraftIn(tx, { ...save, renames: [] });
	});
}
