import { fillTemplate } from '#lib/template.ts';
import { factsOf, showFact, type Versions } from '#policies/facts.ts';
import type { Confidence } from '#pulse/sample-size.ts';
import type { StrataKind } from '#pulse/strata.ts';
import type { RecallQuestion } from '#quiz/question.ts';

/** A question as it reads with the facts in force. */
export function questionInWords({ stem }: RecallQuestion, versions: Versions): string {
	const facts = factsOf(versions);
	return fillTemplate(stem.text, (name) => showFact(facts, name)).trim();
}

export function peopleInWords(count: number): string {
	return count === 1 ? '1 person' : `${count.toLocaleString('en-GB')} people`;
}

export const strataWords: Readonly<Record<StrataKind, string>> = {
	channel: 'the channel they work in most',
	site: 'site',
	vendor: 'vendor, our own people together',
	team: 'team',
};

export const strataHeads: Readonly<Record<StrataKind, string>> = {
	channel: 'Channel',
	site: 'Site',
	vendor: 'Vendor',
	team: 'Team',
};

/** How often a result is as close as it says. */
export const sureWords: Readonly<Record<Confidence, string>> = {
	90: '9 times in 10',
	95: '19 times in 20',
	99: '99 times in 100',
};

export function sureInWords(confidence: number): string {
	const words: Readonly<Record<number, string>> = sureWords;
	return words[Math.round(confidence * 100)] ?? `${Math.round(confidence * 100)} times in 100`;
}

/** "±8 points". Rounded up: nobody is promised more than there will be. */
export function marginInWords(margin: number): string {
	return `±${Math.max(1, Math.ceil(margin * 100 - 0.05))} points`;
}

/** "2 days left", "3 hours left", "less than an hour left". */
export function timeLeft(until: number, at: number): string {
	const hours = Math.floor((until - at) / 3_600_000);
	if (hours < 1) return 'less than an hour left';
	if (hours < 48) return hours === 1 ? '1 hour left' : `${hours} hours left`;
	return `${Math.floor(hours / 24)} days left`;
}
