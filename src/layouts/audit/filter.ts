import type { Reader } from '#db/connection.ts';
import { peopleNamed, type PersonNamed } from '#audit/people-named.ts';
import type { AuditFilter, Place } from '#audit/search-query.ts';
import { lastMomentOf, startOfDay, isDay } from '#lib/service-day.ts';

/** What the search's form holds: its fields are the address, so that a search can be kept and sent. */
export const searchFields = ['who', 'kind', 'object', 'action', 'from', 'to'] as const;
export type SearchField = (typeof searchFields)[number];

export type AuditSearch = {
	readonly typed: Readonly<Record<SearchField, string>>;
	readonly filter: AuditFilter;
	/** Everybody whose name fits what was typed, if it is not one person. */
	readonly people: readonly PersonNamed[];
	/** Why nothing is looked for, by field. */
	readonly problems: Partial<Record<SearchField, string>>;
	readonly after: Place | undefined;
};

/** Reads a search from an address. Days are those of the reader's own site. */
export async function readSearch(
	db: Reader,
	query: URLSearchParams,
	timeZone: string,
): Promise<AuditSearch> {
	const field = (name: string) => (query.get(name) ?? '').trim().slice(0, 200);
	const [who, kind, object, action, from, to] = [
		...([field('who'), field('kind'), field('object')] as const),
		...([field('action'), field('from'), field('to')] as const),
	];
	const typed = { who, kind, object, action, from, to };
	const people = await peopleNamed(db, who);
	const [only] = people.length === 1 ? people : [];
	const given = (text: string) => (text === '' ? undefined : text);
	const filter = {
		...{ person: only?.id, kind: given(kind), object: given(object), action: given(action) },
		from: isDay(from) ? startOfDay(from, timeZone) : undefined,
		until: isDay(to) ? (lastMomentOf(to, timeZone) ?? 0) + 1 : undefined,
	};
	const problems = problemsOf(typed, people);
	return {
		typed,
		filter,
		people: only ? [] : people,
		problems,
		after: placeIn(query.get('after')),
	};
}

function problemsOf({ who, from, to }: AuditSearch['typed'], people: readonly PersonNamed[]) {
	const day = 'Choose a day, like 2026-11-22.';
	return {
		...(who !== '' && people.length === 0
			? { who: `Nobody here has the number or the name “${who}”. Try a part of the name.` }
			: {}),
		...(people.length > 1 ? { who: 'Several people fit. Choose one below.' } : {}),
		...(from !== '' && !isDay(from) ? { from: day } : {}),
		...(to !== '' && !isDay(to) ? { to: day } : {}),
		...(isDay(from) && isDay(to) && to < from ? { to: 'Choose a day after the first one.' } : {}),
	};
}

/** `1795320000000-417`: the moment and the number of the last entry that was shown. */
function placeIn(text: string | null): Place | undefined {
	const [, at, seq] = /^(\d{1,16})-(\d{1,16})$/.exec(text ?? '') ?? [];
	return at === undefined || seq === undefined ? undefined : { at: Number(at), seq: Number(seq) };
}

/** The same search as an address, with some fields otherwise. */
export function searchQuery(
	typed: Readonly<Record<SearchField, string>>,
	others: Partial<Record<SearchField | 'after', string>> = {},
): URLSearchParams {
	const fields = Object.entries({ ...typed, ...others }).filter(([, value]) => value !== '');
	return new URLSearchParams(fields.map(([name, value]) => [name, value]));
}
