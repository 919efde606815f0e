import { createRandom, type Random } from '#db/seed/random.ts';
import { type Forgetful, forgetfulPerson, type MemoryOfOne, memoryOf } from './forgetful.ts';
import { type Schedule, type ScheduleName, schedules } from './schedules.ts';

// People practise for 120 days under one schedule after the other: the same people, the same seed.

export type Outcome = {
	/** Shares from 0 to 1: at the end, and the mean of all days. */
	readonly atEnd: number;
	readonly mean: number;
	/** Of one person, in all. */
	readonly minutes: number;
};

export type Plan = { readonly people: number; readonly seed: string };

export const days = 120;
const policies = 13;
/** Questions a day at most, as in the daily minute. */
const mostADay = 5;
/** Minutes that an answer takes; of a wrong one the right one is read too. */
const rightTakes = 14 / 60;
const wrongTakes = 22 / 60;

export function simulate({ people, seed }: Plan): Record<ScheduleName, Outcome> {
	const run = (name: ScheduleName) => {
		const each = Array.from({ length: people }, (_, index) => practise(name, `${seed} ${index}`));
		return {
			atEnd: meanOf(each.map(({ atEnd }) => atEnd)),
			mean: meanOf(each.map(({ mean }) => mean)),
			minutes: meanOf(each.map(({ minutes }) => minutes)),
		};
	};
	return { FSRS: run('FSRS'), 'SM-2': run('SM-2'), weekly: run('weekly'), none: run('none') };
}

type Card = { readonly memory: MemoryOfOne; readonly schedule: Schedule };

function practise(name: ScheduleName, seed: string): Outcome {
	const random = createRandom(seed);
	const person = forgetfulPerson(random);
	const cards = Array.from({ length: policies }, () => begin(name, person, random));
	const recalls: number[] = [];
	let minutes = 0;
	for (let day = 1; day <= days; day += 1) {
		for (const { memory, schedule } of mostUrgent(cards, day)) {
			const right = memory.answer(day);
			schedule.answered(right, day);
			minutes += right ? rightTakes : wrongTakes;
		}
		recalls.push(meanOf(cards.map(({ memory }) => memory.recall(day))));
	}
	return { atEnd: recalls.at(-1) ?? 0, mean: meanOf(recalls), minutes };
}

/** Everybody has done the lesson on day 0, and answered its question: that costs every schedule the same. */
function begin(name: ScheduleName, person: Forgetful, random: Random): Card {
	const schedule = schedules[name]();
	schedule.answered(random.happens(0.85), 0);
	return { memory: memoryOf(person, random), schedule };
}

function mostUrgent(cards: readonly Card[], day: number): Card[] {
	return cards
		.map((card) => ({ card, urgency: card.schedule.urgency(day) }))
		.filter(({ urgency }) => urgency > 0)
		.toSorted((a, b) => b.urgency - a.urgency)
		.slice(0, mostADay)
		.map(({ card }) => card);
}

/** Points of mean recall above no practice at all, for a minute that one person spent. */
export function pointsAMinute(outcome: Outcome, none: Outcome): number {
	return outcome.minutes === 0 ? 0 : (100 * (outcome.mean - none.mean)) / outcome.minutes;
}

function meanOf(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}
