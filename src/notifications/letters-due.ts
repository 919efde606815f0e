import { randomUUID } from 'node:crypto';
import type { Reader } from '#db/connection.ts';
import type { Person } from '#people/person.ts';
import { type Item, itemOf } from './letter.ts';
import type { Newsroom } from './newsroom.ts';
import { type Look, lookAround, readWaiting, type Waiting, whoseTurn } from './waiting-mail.ts';
import { isRequired, sendAt } from './when.ts';

/** A mail that may go out now, and the messages it carries. */
export type DueLetter = {
	readonly id: string;
	readonly person: Person;
	readonly to: string;
	readonly items: readonly Item[];
	readonly messageIds: readonly string[];
	readonly attempts: number;
};

/** What is to be done with the waiting mail of the people whose turn it is. */
export type DuePost = {
	readonly letters: readonly DueLetter[];
	readonly dropped: readonly { readonly id: string; readonly why: string }[];
	readonly postponed: readonly { readonly ids: readonly string[]; readonly until: number }[];
};

/** Looks at the waiting mail of at most so many people; undefined if nothing is due. */
export async function duePost(
	db: Reader,
	newsroom: Newsroom,
	at: number,
	most: number,
): Promise<DuePost | undefined> {
	const ids = await whoseTurn(db, at, most);
	if (ids.length === 0) return undefined;
	const rows = await readWaiting(db, ids, at);
	const byPerson = Map.groupBy(rows, (row) => row.employeeId ?? '');
	const look = await lookAround(db, newsroom, rows, { ids, at });
	const found = ids.map((id) => decide(id, byPerson.get(id) ?? [], look));
	return {
		letters: found.flatMap(({ letter }) => letter ?? []),
		dropped: found.flatMap(({ dropped }) => dropped),
		postponed: found.flatMap(({ postponed }) => postponed ?? []),
	};
}

type Decision = {
	readonly letter?: DueLetter;
	readonly dropped: DuePost['dropped'];
	readonly postponed?: DuePost['postponed'][number];
};

function decide(id: string, all: readonly Waiting[], look: Look): Decision {
	const person = look.people.get(id);
	const address = look.addresses.get(id);
	// A mail that may have arrived is tried again as it was, and alone.
	const letter = all.find((row) => row.letter !== null)?.letter ?? null;
	const rows = all.filter((row) => row.letter === letter);
	const told = rows.map((row) => ({ row, ...tell(row, person, address, look) }));
	const dropped = told.flatMap(({ row, why }) => (why === undefined ? [] : [{ id: row.id, why }]));
	const kept = told.filter(({ why }) => why === undefined);
	if (!person || !address || kept.length === 0) return { dropped };
	const kinds = kept.map(({ row }) => row.kind);
	const lastSentAt = look.lastSent.get(id) ?? null;
	const moment = sendAt(look.at, person.timeZone, look.quiet, { lastSentAt, kinds });
	const ids = kept.map(({ row }) => row.id);
	if (moment > look.at) return { dropped, postponed: { ids, until: moment } };
	return {
		dropped,
		letter: {
			id: letter ?? randomUUID(),
			person,
			to: address.email,
			items: distinct(kept.flatMap(({ items }) => items)),
			messageIds: ids,
			attempts: Math.max(...kept.map(({ row }) => row.attempts)),
		},
	};
}

/** What a message says now, or why it need not be said any more. */
function tell(
	{ outboxId, news, kind }: Waiting,
	person: Person | undefined,
	address: { readonly wanted: boolean } | undefined,
	look: Look,
): { items: Item[]; why?: string } {
	if (!person) return { items: [], why: 'The person does not work here any more.' };
	if (!address) return { items: [], why: 'The person has no address any more.' };
	if (!address.wanted && !isRequired(kind)) return { items: [], why: 'The person wants no mail.' };
	if ('remarkId' in news || 'answerId' in news)
		return { items: [itemOf(kind, { policyId: '', title: '' }, look.links)] };
	if ('pulseId' in news) {
		const page = look.pulsePage(person, news.pulseId);
		const items = page ? [itemOf(kind, { policyId: '', title: '', page }, look.links)] : [];
		return page ? { items } : { items, why: 'It was answered or over before the mail went out.' };
	}
	const about = look.about.get(outboxId) ?? [];
	const items = about.flatMap((policyId) => {
		const title = look.title(policyId, person);
		const again = 'again' in news;
		const open = again ? [{}] : openPages(kind, policyId, person, look);
		const pages = title === undefined ? [] : open;
		const subject = { policyId, title: title ?? '', again };
		return pages.map((page) => itemOf(kind, { ...subject, ...page }, look.links));
	});
	return items.length > 0 ? { items } : { items, why: 'It was done before the mail went out.' };
}

/** Where something is still to be done about a policy; none if it is done, or no longer asked. */
function openPages(
	kind: Waiting['kind'],
	policyId: string,
	person: Person,
	{ asked, openAsks }: Look,
): readonly { readonly page?: string }[] {
	if (kind === 'agreement.asked' || kind === 'approval.asked')
		return openAsks(person, kind, policyId).map((page) => ({ page }));
	return isRequired(kind) || asked(person, policyId) ? [{}] : [];
}

/** A policy that changed twice, and a nudge about it, are one line each. */
function distinct(items: readonly Item[]): Item[] {
	return [...new Map(items.map((item) => [`${item.text} ${item.link.to}`, item])).values()];
}
