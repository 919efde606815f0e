/** One line of the report. */
export type Measurement = {
	readonly name: string;
	readonly value: number;
	readonly unit: string;
	/** What the same machine does, in the same run, with the least that could do the job. */
	readonly yardstick: number;
	/** So many times worse than the yardstick: 1:n. */
	readonly ratio: number;
};

type Compared = Pick<Measurement, 'value' | 'yardstick'>;

/** More is better: requests per second. */
export function rate(name: string, unit: string, { value, yardstick }: Compared): Measurement {
	return rounded({ name, unit, value, yardstick, ratio: yardstick / value });
}

/** Less is better: milliseconds, bytes, clicks. */
export function cost(name: string, unit: string, { value, yardstick }: Compared): Measurement {
	return rounded({ name, unit, value, yardstick, ratio: value / yardstick });
}

export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.length >> 1;
	const upper = sorted[middle] ?? Number.NaN;
	return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** Ours and the yardstick by turns, so that whatever slows the machine down slows both; medians. */
export async function alternate(
	rounds: number,
	ours: (round: number) => Promise<number>,
	bare: (round: number) => Promise<number>,
): Promise<Compared> {
	const values: number[] = [];
	const yardsticks: number[] = [];
	for (let round = 0; round < rounds; round += 1) {
		values.push(await ours(round));
		yardsticks.push(await bare(round));
	}
	say(`ours ${values.map(whole).join(' ')}; yardstick ${yardsticks.map(whole).join(' ')}`);
	return { value: median(values), yardstick: median(yardsticks) };
}

/** Progress is for people; standard output is for the lines alone. */
export function say(words: string): void {
	process.stderr.write(`${(process.uptime() | 0).toString().padStart(4)} s  ${words}\n`);
}

function rounded(line: Measurement): Measurement {
	const { name, unit, value, yardstick, ratio } = line;
	return { name, value: short(value), unit, yardstick: short(yardstick), ratio: short(ratio) };
}

function short(value: number): number {
	return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toFixed(2));
}

function whole(value: number): string {
	return short(value).toString();
}
