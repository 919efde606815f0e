import { canonicalJson, sha256 } from '#lib/hash.ts';
import { addDays, serviceDay } from '#lib/service-day.ts';
import type { AskTerms, WrittenAsk } from '#pulse/check-ask.ts';
import type { Pulse } from '#pulse/pulse-phase.ts';
import { listOf } from './assignment-form.ts';
import { audienceFromForm, formFromAudience } from './audience-form.ts';
import type { Values } from './form.ts';

/** The chief executive's question as a form has it. */
export function askFromForm(values: Values): WrittenAsk {
	const one = (name: string) => listOf(values[name])[0] ?? '';
	return {
		...audienceFromForm(values),
		question: one('question'),
		size: one('size'),
		margin: one('margin'),
		confidence: one('confidence'),
		number: one('number'),
		answers: one('answers'),
		until: one('until'),
		strata: one('strata'),
	};
}

const daysOpen = 3;

/** What a new question begins with: the standard, everybody, and three days until the evening. */
export function emptyAsk(question: string, at: number, timeZone: string): Values {
	return {
		question,
		vendors: 'included',
		size: 'margin',
		margin: '10',
		confidence: '95',
		answers: 'named',
		strata: 'channel',
		until: eveningIn(daysOpen, at, timeZone),
	};
}

/** The same question by the same rule once more, to be drawn anew. */
export function askAgainForm(pulse: Pulse, at: number, timeZone: string): Values {
	const { questionId, audience, strata, anonymous, margin, confidence, size, drawnAt } = pulse;
	const days = Math.min(59, Math.max(1, Math.round((pulse.until - drawnAt) / 86_400_000)));
	return {
		...emptyAsk(questionId, at, timeZone),
		...formFromAudience(audience),
		...(margin === null
			? { size: 'number', number: String(size) }
			: { margin: percent(margin), confidence: percent(confidence) }),
		answers: anonymous ? 'anonymous' : 'named',
		strata,
		until: eveningIn(days, at, timeZone),
	};
}

function percent(share: number): string {
	return String(Math.round(share * 100));
}

function eveningIn(days: number, at: number, timeZone: string): string {
	return `${addDays(serviceDay(at, timeZone), days)}T18:00`;
}

/** What was looked at before it is asked: another one means that something was changed since. */
export function askFingerprint(terms: AskTerms): string {
	return sha256(canonicalJson(JSON.parse(JSON.stringify(terms)))).slice(0, 16);
}
