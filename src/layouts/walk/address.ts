import { paths } from '../../paths.ts';

/** What the address of a walk remembers, so that the next person is one tap away. */
export type WalkAddress = {
	readonly question: string;
	readonly site: string;
	/** Whom the leader stands before; `anybody` for whoever it is. */
	readonly person?: string;
	/** The language that it is asked in, if not hers. */
	readonly in?: string;
	/** People passed over. */
	readonly passed?: readonly string[];
	/** An answer to look at. */
	readonly answer?: string;
	/** Propose somebody. */
	readonly propose?: boolean;
};

export const anybody = 'anybody';

/** So many of those passed over are remembered. */
const mostPassed = 30;

export function walkTo({ passed = [], propose, ...rest }: WalkAddress): string {
	const query = new URLSearchParams(rest);
	if (passed.length > 0) query.set('passed', passed.slice(-mostPassed).join(' '));
	if (propose) query.set('propose', '1');
	return paths.walkWith(query);
}

export function passedIn(query: URLSearchParams): string[] {
	return (query.get('passed') ?? '').split(' ').filter(Boolean).slice(-mostPassed);
}
