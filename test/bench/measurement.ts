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

/** Ours and the yardstick by turns, so that whatever slows the machine down slows both. */
export async function alternate<T>(
	rounds: number,
	ours: () => Promise<T>,
	bare: () => Promise<T>,
): Promise<Samples<T>> {
	const samples: Samples<T> = { ours: [], bare: [] };
	for (let round = 0; round < rounds; round += 1) {
		samples.ours.push(await ours());
		samples.bare.push(await bare());
	}
	return samples;
}

export type Samples<T> = { readonly ours: T[]; readonly bare: T[] };

/** The medians of one figure of the samples. */
export function compare<T>({ ours, bare }: Samples<T>, of: (sample: T) => number): Compared {
	const [values, yardsticks] = [ours.map(of), bare.map(of)];
	say(`ours ${values.map(short).join(' ')}; yardstick ${yardsticks.map(short).join(' ')}`);
	return { value: median(values), yardstick: median(yardsticks) };
}

/** Progress is for people; standard output is for the lines alone. */
export function say(words: string): void {
	process.stderr.write(`${process.uptime().toFixed(0).padStart(4)} s  ${words}\n`);
}

function rounded(line: Measurement): Measurement {
	const { name, unit, value, yardstick, ratio } = line;
	return { name, value: short(value), unit, yardstick: short(yardstick), ratio: short(ratio) };
}

function short(value: number): number {
	return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toFixed(2));
}
