const minute = 60_000;
const longest = 6 * 60 * minute;

/** With the pauses below, these many tries last about five days. */
const mostTries = 24;

/**
 * How long to wait after so many failed tries: 1, 5, 25, 125 minutes, then six hours each, up to a
 * fifth more or less by a random number from 0 to 1.
 */
export function pauseAfter(failures: number, random: number): number {
	const pause = Math.min(minute * 5 ** (Math.max(1, failures) - 1), longest);
	return Math.round(pause * (0.8 + 0.4 * random));
}

/** Whether it is time to stop trying by oneself; somebody may still say “try again”. */
export function isHopeless(failures: number): boolean {
	return failures >= mostTries;
}
