import type { Practised } from './minute-done.ts';

/** "tomorrow", "in 4 days", "in about 3 weeks": when something comes again. */
export function againInWords(days: number | undefined): string {
	if (days === undefined) return 'another day';
	if (days <= 1) return 'tomorrow';
	if (days < 7) return `in ${days} days`;
	if (days < 11) return 'in about a week';
	if (days < 45) return `in about ${Math.round(days / 7)} weeks`;
	const months = Math.round(days / 30);
	return months < 12 ? `in about ${months} months` : 'in about a year';
}

/** "Returns, Paying and One answer": each thing once. */
export function listInWords(things: readonly string[]): string {
	const [last = '', ...others] = [...new Set(things)].toReversed();
	return others.length === 0 ? last : `${others.toReversed().join(', ')} and ${last}`;
}

/** How a minute went, kindly. */
export function minuteInWords(practised: readonly Practised[]): string {
	const solid = practised.filter(({ outcome }) => outcome === 'solid').length;
	if (practised.length > 0 && solid === practised.length) return 'All of it is solid.';
	if (solid === 0) return 'Good that you looked. It comes back to you.';
	return `${solid} of ${practised.length} ${solid === 1 ? 'is' : 'are'} solid.`;
}

/** "You have practised on 4 of the last 7 days." Undefined where there is nothing to say. */
export function daysInWords(days: number): string | undefined {
	if (days === 0) return undefined;
	if (days === 1) return 'You have practised on one of the last 7 days.';
	return `You have practised on ${days} of the last 7 days.`;
}

/** "Done for today. Kept in mind: Returns and Paying." Undefined where no minute was done. */
export function keptInWords(practised: readonly Practised[]): string | undefined {
	if (practised.length === 0) return undefined;
	const solid = practised.filter(({ outcome }) => outcome === 'solid').map(({ title }) => title);
	if (solid.length === 0) return 'Your minute is done. What it was about comes again.';
	return `Your minute is done. Kept in mind: ${listInWords(solid)}.`;
}

/** "4 questions": how many, as one says it. */
export function questionsInWords(count: number): string {
	return count === 1 ? 'One question' : `${count} questions`;
}
