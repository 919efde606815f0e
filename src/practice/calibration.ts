/** Reviews that fell into one bin and one tenth of prediction, as sums. */
export type Cell = {
	/** The bin of the FSRS benchmark: elapsed days, length of the history, lapses. */
	readonly bin: string;
	/** 0 to 9: from 0 to 10 % predicted, and so on. */
	readonly tenth: number;
	readonly reviews: number;
	readonly right: number;
	/** The sum of the predictions. */
	readonly predicted: number;
	/** The sum of -ln of the chance that was given to what came. */
	readonly loss: number;
};

export type Score = { readonly logLoss: number; readonly rmseBins: number };

/** A tenth of the scale: what was predicted there, on average, and what came. */
export type Tenth = {
	readonly tenth: number;
	readonly reviews: number;
	readonly predicted: number;
	readonly observed: number;
};

export type Calibration = {
	readonly reviews: number;
	/** Shares from 0 to 1. */
	readonly predicted: number;
	readonly observed: number;
	readonly prediction: Score;
	/** The same share said of every review: the best that a constant can do, because it knows the outcome. */
	readonly constant: Score;
	readonly tenths: readonly Tenth[];
};

/** Undefined where no review had a prediction. */
export function calibrationOf(cells: readonly Cell[]): Calibration | undefined {
	const all = total(cells);
	if (all.reviews === 0) return undefined;
	const rate = all.right / all.reviews;
	const bins = [...Map.groupBy(cells, ({ bin }) => bin).values()].map(total);
	const tenths = [...Map.groupBy(cells, ({ tenth }) => tenth)].map(([tenth, some]) => {
		const { reviews, predicted, right } = total(some);
		return { tenth, reviews, predicted: predicted / reviews, observed: right / reviews };
	});
	return {
		reviews: all.reviews,
		predicted: all.predicted / all.reviews,
		observed: rate,
		prediction: {
			logLoss: all.loss / all.reviews,
			rmseBins: rmse(bins, ({ predicted, reviews }) => predicted / reviews),
		},
		constant: { logLoss: entropy(rate), rmseBins: rmse(bins, () => rate) },
		tenths: tenths.toSorted((a, b) => a.tenth - b.tenth),
	};
}

type Sums = Pick<Cell, 'reviews' | 'right' | 'predicted' | 'loss'>;

function total(cells: readonly Sums[]): Sums {
	const sum = { reviews: 0, right: 0, predicted: 0, loss: 0 };
	for (const cell of cells) {
		sum.reviews += cell.reviews;
		sum.right += cell.right;
		sum.predicted += cell.predicted;
		sum.loss += cell.loss;
	}
	return sum;
}

/** The root of the mean square of what is said of a bin less what came, each bin weighed by its reviews. */
function rmse(bins: readonly Sums[], said: (bin: Sums) => number): number {
	const squares = bins.map((bin) => bin.reviews * (said(bin) - bin.right / bin.reviews) ** 2);
	const reviews = bins.reduce((sum, bin) => sum + bin.reviews, 0);
	return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / reviews);
}

/** The log loss of a constant that is the very share: 0 where all were right, or all wrong. */
function entropy(rate: number): number {
	const part = (share: number) => (share === 0 ? 0 : -share * Math.log(share));
	return part(rate) + part(1 - rate);
}

/** How many reviews there must be before anything is said of the prediction. */
export const enoughToSay = 200;

/** What the chart says, in a sentence. */
export function calibrationFinding({ reviews, ...found }: Calibration): string {
	const [said, came] = [Math.round(100 * found.predicted), Math.round(100 * found.observed)];
	if (reviews < enoughToSay)
		return `Too early to say: ${reviews} answers had a prediction, ${enoughToSay} are needed.`;
	const sums = `${said} of 100 answers were predicted right, ${came} were`;
	if (found.prediction.logLoss > found.constant.logLoss)
		return `${sums}: saying the same of every answer would have come closer.`;
	return Math.abs(said - came) <= 3
		? `${sums}: the prediction can be trusted.`
		: `${sums}: the prediction is too ${said > came ? 'high' : 'low'}.`;
}
