/** Spoken to a group, without haste. */
const wordsPerMinute = 140;
/** A question to the group, and two or three who answer. */
const secondsForAnswers = 20;

/** How long it takes to say some HTML aloud, to the next five seconds; a question takes their answers besides. */
export function secondsToSay(html: readonly (string | undefined)[], asks: boolean): number {
	const text = html.join(' ').replace(/<[^>]*>/g, ' ');
	const segments = new Intl.Segmenter('en', { granularity: 'word' }).segment(text);
	const words = [...segments].filter(({ isWordLike }) => isWordLike).length;
	const seconds = (words * 60) / wordsPerMinute + (asks ? secondsForAnswers : 0);
	return Math.max(5, Math.round(seconds / 5) * 5);
}
