import { defaultParameters, type Memory, remember, retrievabilityAt } from '#practice/memory.ts';

const dayMs = 86_400_000;

/** When one person is asked about one policy. */
export type Schedule = {
	/** How much it is time to ask on a day; 0 and below: not yet. */
	urgency(day: number): number;
	answered(right: boolean, day: number): void;
};

/** The product's own: asked when predicted recall falls below nine in ten, the weakest first. */
function fsrsSchedule(): Schedule {
	let memory: Memory | undefined;
	return {
		urgency: (day) => (memory ? 0.9 - retrievabilityAt(memory, day * dayMs, defaultParameters) : 1),
		answered(right, day) {
			memory = remember(memory, { right, at: day * dayMs });
		},
	};
}

/**
 * SM-2 as P. A. Wozniak published it (Optimization of learning, 1990;
 * super-memory.com/english/ol/sm2.htm): 1 day, 6 days, then the interval times the easiness, which each
 * answer moves and which never falls below 1.3; below quality 3 it begins anew. Right is quality 4,
 * wrong quality 2.
 */
function sm2Schedule(): Schedule {
	let [easiness, repetitions, interval, due] = [2.5, 0, 0, 0];
	return {
		urgency: (day) => day - due + 1,
		answered(right, day) {
			const quality = right ? 4 : 2;
			repetitions = right ? repetitions + 1 : 0;
			if (repetitions <= 1) interval = 1;
			else interval = repetitions === 2 ? 6 : Math.ceil(interval * easiness);
			const miss = 5 - quality;
			easiness = Math.max(1.3, easiness + 0.1 - miss * (0.08 + miss * 0.02));
			due = day + interval;
		},
	};
}

/** The same day every week, whatever came. */
function weeklySchedule(): Schedule {
	let last = 0;
	return {
		urgency: (day) => day - last - 6,
		answered(_, day) {
			last = day;
		},
	};
}

function noSchedule(): Schedule {
	return { urgency: () => 0, answered: () => {} };
}

export const schedules = {
	FSRS: fsrsSchedule,
	'SM-2': sm2Schedule,
	weekly: weeklySchedule,
	none: noSchedule,
} satisfies Record<string, () => Schedule>;

export type ScheduleName = keyof typeof schedules;
