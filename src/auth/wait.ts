/** What somebody who guessed too often reads: until when, and what works meanwhile. */
export function waitInWords(minutes: number): string {
	return `That was tried too often. Wait ${timeInWords(minutes)}, or ask your lead. A new slip works at once.`;
}

/** "1 minute", "14 minutes", "about 6 hours". */
export function timeInWords(minutes: number): string {
	if (minutes === 1) return '1 minute';
	return minutes < 90 ? `${minutes} minutes` : `about ${Math.ceil(minutes / 60)} hours`;
}
