import { calibrationFinding, type Calibration } from './calibration.ts';
import { enoughToFit } from './fit-parameters.ts';
import type { Fitting } from './parameters.ts';

/** What the command line says: the finding, the scores, the tenths. */
export function calibrationInWords(found: Calibration | undefined): string {
	if (!found)
		return 'Nothing to hold the prediction against yet: no answer had a prediction. It begins with the second answer on a policy.';
	const { prediction, constant, tenths } = found;
	const line = (...cells: readonly string[]) => cells.map((cell) => cell.padStart(12)).join('');
	const score = (name: string, logLoss: number, rmseBins: number) =>
		line(name, logLoss.toFixed(4), rmseBins.toFixed(4));
	return [
		`${calibrationFinding(found)} (${found.reviews} answers)`,
		'',
		line('', 'log loss', 'RMSE (bins)'),
		score('prediction', prediction.logLoss, prediction.rmseBins),
		score('constant', constant.logLoss, constant.rmseBins),
		'',
		line('tenth', 'answers', 'predicted', 'right'),
		...tenths.map(({ tenth, reviews, predicted, observed }) =>
			line(tenthInWords(tenth), String(reviews), percent(predicted), percent(observed)),
		),
	].join('\n');
}

export function tenthInWords(tenth: number): string {
	return `${10 * tenth}–${10 * (tenth + 1)} %`;
}

export function percent(share: number): string {
	return `${(100 * share).toFixed(1)} %`;
}

/** What came of fitting the scheduler to the organisation's own log. */
export function fittingInWords(row: Fitting | undefined, reviews: number): string {
	if (!row && reviews >= enoughToFit)
		return 'The scheduler counts with the parameters of everybody. There are enough of your own answers now: the server fits it to them within the hour.';
	if (!row)
		return `The scheduler counts with the parameters of everybody: it is fitted to your own answers when ${enoughToFit} of them have another before them.`;
	const { fitted, heldBack, logLoss, logLossBefore, used } = row;
	const outcome = used ? 'better, so they are in use' : 'no better, so they are not used';
	return `Parameters were fitted to ${fitted} answers and held against ${heldBack} later ones: log loss ${logLoss.toFixed(4)}, before ${logLossBefore.toFixed(4)}; ${outcome}.`;
}
