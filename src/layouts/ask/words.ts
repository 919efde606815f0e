import type { GroupKind } from '#pulse/by-group.ts';
import type { Finding } from '#pulse/lacks-what-others-have.ts';
import type { Prediction } from '#pulse/prediction.ts';
import type { Result } from '#pulse/result.ts';
import type { Trend } from '#pulse/trend.ts';

// A result in words: a share is never said without what it could be as well.

/** Of a hundred. */
export function of100(share: number): number {
	return Math.round(share * 100);
}

/** "58 to 71", or one number where there is no more to it. */
export function interval({ low, high }: { readonly low: number; readonly high: number }): string {
	const [from, to] = [of100(low), of100(high)];
	return from === to ? `${from}` : `${from} to ${to}`;
}

/** "between 58 and 71", or one number. */
export function between({ low, high }: { readonly low: number; readonly high: number }): string {
	const [from, to] = [of100(low), of100(high)];
	return from === to ? `${from}` : `between ${from} and ${to}`;
}

/** What the whole result says. */
export function headline({ shows, state, estimate, knows, answered, drawn, open }: Result): string {
	const isRunning = state === 'running';
	if (shows === 'no answers') return isRunning ? 'Nobody has answered yet.' : 'Nobody answered.';
	if (shows === 'waits for the end') return 'The answers open when the question closes.';
	if (shows === 'too few') return 'Too few answered to show anything without naming them.';
	if (!estimate) {
		if (shows === 'figure')
			return `Nothing is decided yet: ${answersThat(open, 'wait')} for readers.`;
		const waiting = open > 0 ? `, and ${open} ${open === 1 ? 'waits' : 'wait'} for readers` : '';
		const all = answered === drawn ? `the ${answered}` : `the ${answered} who answered`;
		return `${capital(inWords(knows))} of ${all} can state it${waiting}.`;
	}
	const { share, range } = estimate;
	if (range) {
		return `Between ${of100(range.low)} and ${of100(range.high)} of 100 know it: ${answersThat(open, 'wait')} for readers.`;
	}
	if (of100(estimate.low) === of100(estimate.high)) {
		return answered === drawn
			? `${knows} of the ${answered} know it: ${of100(share)} of 100. Everybody answered.`
			: `${of100(share)} of 100 know it.`;
	}
	return `Between ${of100(estimate.low)} and ${of100(estimate.high)} of 100 know it; ${of100(share)} is our best estimate.`;
}

const small = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

export function inWords(count: number): string {
	return small[count] ?? `${count}`;
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "12 answers wait", "one answer waits". */
export function answersThat(count: number, verb: string): string {
	return count === 1 ? `one answer ${verb}s` : `${count} answers ${verb}`;
}

export const kindNames: Readonly<Record<GroupKind, string>> = {
	employment: 'Ours and vendors’',
	vendor: 'By vendor',
	site: 'By site',
	channel: 'By channel',
	team: 'By team',
};

/** What those who have not answered could hide. */
export function couldHide({ hidden, drawn, answered, state }: Result): string | undefined {
	if (!hidden || answered >= drawn) return undefined;
	const silent = drawn - answered;
	const who = state === 'running' ? 'have not answered yet' : 'did not answer';
	return `${silent} who were asked ${who}. If none of them knew it, it would be ${of100(hidden.worst)} of 100; if all of them did, ${of100(hidden.best)}.`;
}

/** What practice predicted, and of whom. */
export function predictionInWords({ predicted, practised, without }: Prediction): string {
	const all = practised + without;
	const none =
		without === 0 ? `all ${all} had practised` : `${without} of ${all} had no practice of it`;
	return `Practice predicted ${of100(predicted)} of 100, when the sample was drawn (${none}).`;
}

/** How far the measured share is from what was predicted for the same people. */
export function flatters({ predicted, measured, samePeople }: Prediction): string {
	const points = of100(measured.share) - of100(predicted);
	const whom = samePeople ? 'Of those who had practised' : 'Of those who answered';
	const found = `${whom}, ${between(measured)} of 100 know it`;
	if (predicted > measured.high)
		return `${found}: measured ${pointsOf(-points)} below what practice predicted. Practice flatters here.`;
	if (predicted < measured.low)
		return `${found}: measured ${pointsOf(points)} above what practice predicted. They know it better than practice says.`;
	return `${found}: that agrees with what practice predicted.`;
}

export function pointsOf(points: number): string {
	return points === 1 ? '1 point' : `${points} points`;
}

/** "four weeks ago": how long before, in the unit that people would say. */
export function ago(milliseconds: number): string {
	const days = Math.max(1, Math.round(milliseconds / 86_400_000));
	if (days < 14) return days === 1 ? 'the day before' : `${inWords(days)} days before`;
	if (days < 70) return `${inWords(Math.round(days / 7))} weeks before`;
	return `${inWords(Math.round(days / 30.4))} months before`;
}

/** "12 points more than four weeks before, between 2 and 22." */
export function sinceLastTime({ points, difference }: Trend): string | undefined {
	const [before, last] = points.slice(-2);
	if (!difference || !before || !last) return undefined;
	const when = ago(last.pulse.drawnAt - before.pulse.drawnAt);
	const change = of100(last.estimate.share) - of100(before.estimate.share);
	const [low, high] = [Math.round(difference.low), Math.round(difference.high)];
	if (low > 0) return `${pointsOf(change)} more than ${when}, between ${low} and ${high}.`;
	if (high < 0) return `${pointsOf(-change)} fewer than ${when}, between ${-high} and ${-low}.`;
	const more = change >= 0 ? `${pointsOf(change)} more` : `${pointsOf(-change)} fewer`;
	return `No clear difference from ${when}: ${more}, and it could be anything from ${-low} fewer to ${high} more.`;
}

/** The parts of "Northline: they know within 30 days, not any channel." */
export function findingInWords(
	{ idea, known, here, elsewhere }: Finding,
	names: readonly string[],
): { readonly known: readonly string[]; readonly missing: string; readonly counts: string } {
	const left = (count: { missing: number; decided: number }) =>
		`${count.missing} of ${count.decided}`;
	return {
		known: known.flatMap((place) => (place === idea ? [] : (names[place] ?? []))),
		missing: names[idea] ?? '',
		counts: `${left(here)} left it out; of everybody else ${left(elsewhere)}.`,
	};
}
