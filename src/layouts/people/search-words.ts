import { type Search, standings } from '#people/search.ts';
import { isRole } from '#people/roles.ts';

/** What an address asks for; what it cannot mean leaves nobody out. */
export function searchIn(query: URLSearchParams): Search {
	const text = (name: string) => query.get(name)?.trim().slice(0, 200) || undefined;
	const role = text('role');
	return {
		words: text('q'),
		team: text('team'),
		site: text('site'),
		vendor: text('vendor'),
		role: role !== undefined && isRole(role) ? role : undefined,
		standing: standings.find((known) => known === text('standing')),
		after: text('after'),
	};
}

const format = new Intl.NumberFormat('en-GB');

/** The finding that stands above the table. */
export function countInWords({ standing }: Search, total: number, narrowed: boolean): string {
	if (total === 0) return narrowed ? 'Nobody fits this.' : 'Nobody works here yet.';
	const one = total === 1;
	const many = one ? 'One person' : `${format.format(total)} people`;
	if (standing === 'left') return `${many} left.`;
	if (standing === 'no way in yet') return `${many} ${one ? 'has' : 'have'} no way in yet.`;
	if (narrowed) return `${many} ${one ? 'fits' : 'fit'}.`;
	return `${many} ${one ? 'works' : 'work'} here.`;
}
