import { type Day, dayInWords, serviceDay } from '#lib/service-day.ts';
import type { Why } from './choose-subject.ts';

const aWhile = 14;
/** Counts of a smaller group would say something about persons. */
const smallest = 5;

/** Why this policy today, for whoever reads the card out. No figure is about one person. */
export function whyInWords(why: Why, day: Day, timeZone: string): string {
	if (why.kind === 'asked for') return 'Leadership asks for it on this day.';
	if (why.kind === 'forgotten') {
		return why.days >= aWhile
			? 'It is a while since the team practised this.'
			: 'Of all policies, this one slips from the team’s mind first.';
	}
	if (why.kind === 'changed') {
		const on = dayInWords(serviceDay(why.at, timeZone), day);
		if (why.of < smallest) return `The change of ${on}: not everybody has taken it in yet.`;
		return `The change of ${on}: ${why.taken} of ${why.of} have taken it in.`;
	}
	if (why.kind === 'behind') {
		if (why.of < smallest) return 'Not everybody is up to date with it yet.';
		return `Here most is open: ${why.of - why.behind} of ${why.of} are up to date with it.`;
	}
	return 'It is this policy’s turn.';
}
