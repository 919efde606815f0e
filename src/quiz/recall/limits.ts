import type { Word } from './words.ts';

// Of a limit: whether it is turned round, or another one than "up to".

/** Turns a limit round: "after 30 days" is not "within 30 days". */
const turnsRound = new Set(['after', 'over', 'above', 'past', 'beyond', 'exceed', 'exceeds']);
const comparing = /^(more|longer|bigger|higher|later)$/;
const asksWhether = new Set(
	'if unless when until till once not no never only nobody none nothing without neither'.split(' '),
);

/** Beyond the limit somebody else is asked: "over 50 I need the manager" says that up to 50 I do not. */
const asking =
	/^(ask|need|call|check|manager|boss|lead|leader|supervisor|someone|somebody|permission|approval|escalate)$/;

/** Whether the number at a place is what something lies beyond. */
export function isTurnedRound(words: readonly Word[], at: number): boolean {
	const before = words.slice(Math.max(0, at - 3), at);
	const turned = before.some(({ text }, index) => {
		if (turnsRound.has(text)) return index === before.length - 1;
		return text === 'than' && comparing.test(before[index - 1]?.text ?? '');
	});
	if (!turned || words.slice(at + 1, at + 9).some(({ text }) => asking.test(text))) return false;
	return !words.slice(Math.max(0, at - 6), at).some(({ text }) => asksWhether.has(text));
}

const least =
	/\b(at least|minimum|minimum of|from) #|# (\w+ )?(minimum|or more|and more|and up|and over|plus|(per|a|an|each|every) (day|week|month|year|shift))\b/;

/** "At least 50 euros", "from 50 up", "50 euros a week": another limit than up to 50. */
export function isLeast(words: readonly Word[], at: number): boolean {
	const near = words.slice(Math.max(0, at - 2), at + 4);
	const text = near.map((word) => (word === words[at] ? '#' : word.text)).join(' ');
	return (
		least.test(text) && (!/\bfrom #/.test(text) || /# (\w+ )?(up|upwards|on|onwards)\b/.test(text))
	);
}
