import type { RosterProblem } from './kinds.ts';
import type { Seen } from './survey.ts';

export type ManagerProblem = Omit<RosterProblem, 'column' | 'row'>;

/** Whoever reports to herself, directly or through others, by number: the file cannot be meant so. */
export async function findCircles(
	seen: ReadonlyMap<string, Seen>,
): Promise<ReadonlyMap<string, ManagerProblem>> {
	const problems = new Map<string, ManagerProblem>();
	const settled = new Set<string>();
	let looked = 0;
	for (const start of seen.keys()) {
		if ((looked += 1) % 2000 === 0) await new Promise(setImmediate);
		const way: string[] = [];
		const onWay = new Set<string>();
		for (let at: string | undefined = start; at !== undefined; at = seen.get(at)?.manager) {
			if (onWay.has(at)) {
				const circle = way.slice(way.indexOf(at));
				for (const number of circle) problems.set(number, problemOf(number, circle, seen));
				break;
			}
			if (settled.has(at)) break;
			way.push(at);
			onWay.add(at);
		}
		for (const number of way) settled.add(number);
	}
	return problems;
}

/** The circle as it is seen by one of those in it. */
function problemOf(
	number: string,
	circle: readonly string[],
	seen: ReadonlyMap<string, Seen>,
): ManagerProblem {
	const value = seen.get(number)?.manager ?? '';
	if (circle.length === 1) {
		const remedy = 'Write her manager’s number, or leave it empty if nobody is above her.';
		return { value, problem: 'She is named as her own manager.', remedy, leftOut: true };
	}
	const from = circle.indexOf(number);
	const others = [...circle.slice(from + 1), ...circle.slice(0, from)];
	const through = others.slice(0, 6).join(', ') + (others.length > 6 ? ' and more' : '');
	const rows = circle
		.slice(0, 6)
		.map((each) => seen.get(each)?.row)
		.join(', ');
	return {
		value,
		problem: `She reports to herself, through ${through}.`,
		remedy: `Correct the manager in one of the rows ${rows}.`,
		leftOut: true,
	};
}
