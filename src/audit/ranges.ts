/** Numbers in their order as one short text: `4-7,9`. */
export function asRanges(numbers: readonly number[]): string {
	const ranges: [number, number][] = [];
	for (const number of numbers) {
		const last = ranges.at(-1);
		if (last && number === last[1] + 1) last[1] = number;
		else ranges.push([number, number]);
	}
	return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}

/** Back again; what is no range names no number. */
export function* inRanges(text: string): Generator<number> {
	for (const range of text.split(',')) {
		const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? [];
		for (let number = Number(from); number <= Number(to); number += 1) yield number;
	}
}
