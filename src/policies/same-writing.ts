import type { PolicyBody } from './body.ts';
import type { Typed } from './typed.ts';

type Writing = { readonly body: PolicyBody; readonly typed?: Typed | null | undefined };

/**
 * What a save is to a draft whose revision it has not seen: it goes on from its own window's last
 * save, whose answer was lost; it says what is there already; or somebody else was faster.
 */
export function standing(
	draft: Writing & { readonly savedBy: string },
	save: Writing & { readonly by: string },
): 'goes on' | 'is there' | 'overtaken' {
	const [before, now] = [draft.typed, save.typed];
	const sameWindow = now && now.window !== '' && before?.window === now.window;
	if (sameWindow && draft.savedBy === save.by) {
		return now.count > before.count ? 'goes on' : 'is there';
	}
	const same =
		before && now
			? JSON.stringify(before.fields) === JSON.stringify(now.fields)
			: JSON.stringify(draft.body) === JSON.stringify(save.body);
	return same ? 'is there' : 'overtaken';
}
