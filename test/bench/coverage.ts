import { castPeople } from '#db/seed/cast.ts';
import { castTeams } from '#db/seed/cast-places.ts';
import { createRandom, type Random } from '#db/seed/random.ts';
import { type Counted, type Estimate, estimateOf, type GraderError } from '#pulse/estimate.ts';

// How often an interval holds the truth: populations with a known share, drawn from again and again.

/** How many people each stratum has. */
export type Strata = { readonly name: string; readonly strata: readonly number[] };

export type Setting = {
	readonly company: Strata;
	readonly size: number;
	/** How many steps of log odds lie between the stratum that knows least and the one that knows most. */
	readonly apart: number;
	/** Whether a grader with mistakes passes the answers: 90 % of the right ones, 5 % of the wrong ones. */
	readonly graded: boolean;
};

export type Coverage = {
	readonly method: Estimate['method'];
	/** Per true share from 0.05 to 0.95. */
	readonly held: readonly number[];
	/** Whole width of the interval, in percentage points. */
	readonly width: number;
};

/** The true shares. */
export const truths = Array.from({ length: 19 }, (_, place) => (place + 1) / 20);

/** The grader that is supposed. */
const [sensitivity, specificity] = [0.9, 0.95];
/** Labelled answers to a recall in a language: so many that the grader counts as measured, half of them right. */
const labelled = 100;
export const confidence = 0.95;

export const demonstration: readonly Strata[] = [
	{ name: 'demonstration, whole', strata: [castPeople.length] },
	{ name: 'demonstration, sites', strata: castBy(({ siteId }) => siteId) },
	{ name: 'demonstration, vendors', strata: castBy(({ vendorId }) => vendorId ?? '') },
];

/** As `grow-company.ts` makes it: a hundred sites with four teams each, every fifth team a vendor's. */
export const grown: readonly Strata[] = [
	{ name: '100,000, sites', strata: Array.from({ length: 100 }, () => 1000) },
	{ name: '100,000, vendors', strata: [80_000, 20_000] },
];

function castBy(key: (team: (typeof castTeams)[number]) => string): number[] {
	const teamById = new Map(castTeams.map((team) => [team.id, team]));
	const grouped = Map.groupBy(castPeople, ({ teamId }) => {
		const team = teamById.get(teamId);
		if (!team) throw new Error(`There is no team ${teamId}.`);
		return key(team);
	});
	return [...grouped.values()].map((people) => people.length);
}

/** Draws, grades and estimates so many times for every true share; the same seed gives the same figures. */
export function coverageOf(setting: Setting, rounds: number, seed: string): Coverage {
	const random = createRandom(`${seed} ${JSON.stringify(setting)}`);
	const each = truths.map((truth) => coverageAt(setting, truth, rounds, random));
	return {
		method: each[0]?.method ?? 'wilson',
		held: each.map(({ held }) => held),
		width: mean(each.map(({ width }) => width)),
	};
}

function coverageAt(setting: Setting, wanted: number, rounds: number, random: Random) {
	const { strata } = setting.company;
	const know = whoKnow(strata, wanted, setting.apart);
	const truth = total(know) / total(strata);
	const draws = strata.map(() => new Map<number, () => number>());
	let [held, width] = [0, 0];
	let method: Estimate['method'] = 'wilson';
	for (let round = 0; round < rounds; round += 1) {
		const asked = allocate(strata, setting.size, random);
		const right = asked.map((size, place) => {
			const known =
				draws[place]?.get(size) ?? drawFrom(strata[place] ?? 0, know[place] ?? 0, size, random);
			draws[place]?.set(size, known);
			return known();
		});
		const estimate = estimateOf(
			countedOf(setting, asked, right, random),
			setting.graded ? errorRead(total(right), total(asked), random) : null,
			confidence,
		);
		if (!estimate) continue;
		method = estimate.method;
		width += (100 * (estimate.high - estimate.low)) / rounds;
		if (estimate.low <= truth + 1e-9 && truth - 1e-9 <= estimate.high) held += 1 / rounds;
	}
	return { held, width, method };
}

/**
 * The same without chance, where the interval depends on the weighted share alone and every stratum
 * is drawn from: every outcome with how likely it is.
 */
export function exactCoverageOf({ company, size, apart }: Setting): Coverage {
	const asked = allocate(company.strata, size, createRandom('ties'));
	const setting = { company, size, apart, graded: false };
	const estimates = new Map<string, Estimate | undefined>();
	const each = truths.map((wanted) => {
		const know = whoKnow(company.strata, wanted, apart);
		const truth = total(know) / total(company.strata);
		let [held, width] = [0, 0];
		for (const [key, { likely, right }] of outcomes(company.strata, know, asked)) {
			if (!estimates.has(key)) {
				const counted = countedOf(setting, asked, right, createRandom(''));
				estimates.set(key, estimateOf(counted, null, confidence));
			}
			const estimate = estimates.get(key);
			if (!estimate) continue;
			width += 100 * likely * (estimate.high - estimate.low);
			if (estimate.low <= truth + 1e-9 && truth - 1e-9 <= estimate.high) held += likely;
		}
		return { held, width };
	});
	return {
		method: 'exact',
		held: each.map(({ held }) => held),
		width: mean(each.map(({ width }) => width)),
	};
}

type Outcome = { readonly likely: number; readonly right: readonly number[] };

/** What may come of a draw; outcomes with the same weighted share are one. */
function outcomes(
	strata: readonly number[],
	know: readonly number[],
	asked: readonly number[],
): ReadonlyMap<string, Outcome> {
	let known = new Map<string, Outcome & { readonly share: number }>([
		['0', { likely: 1, right: [], share: 0 }],
	]);
	for (const [place, size] of asked.entries()) {
		const people = strata[place] ?? 0;
		const next = new Map<string, Outcome & { readonly share: number }>();
		for (const before of known.values()) {
			for (let k = 0; k <= size; k += 1) {
				const likely = before.likely * chanceOf(k, people, know[place] ?? 0, size);
				if (likely === 0) continue;
				const share = before.share + (size === 0 ? 0 : (people * k) / size);
				const key = share.toFixed(6);
				const same = next.get(key);
				next.set(key, {
					share,
					likely: likely + (same?.likely ?? 0),
					right: same?.right ?? [...before.right, k],
				});
			}
		}
		known = next;
	}
	return known;
}

function chanceOf(k: number, people: number, know: number, size: number): number {
	if (k > know || size - k > people - know) return 0;
	return Math.exp(
		logChoose(know, k) + logChoose(people - know, size - k) - logChoose(people, size),
	);
}

/** How many know in each stratum: the same share in all, or spread over them by log odds. */
export function whoKnow(strata: readonly number[], share: number, apart: number): number[] {
	const middle = Math.log(share / (1 - share));
	return strata.map((people, place) => {
		// Large and small strata take turns on both sides.
		const turned = (place * 7 + 3) % strata.length;
		const side = strata.length === 1 ? 0 : turned / (strata.length - 1) - 0.5;
		return Math.round(people / (1 + Math.exp(-middle - apart * side)));
	});
}

/** Proportional, at least one a stratum if there are enough; what remains goes by the fractions, by chance among equal ones. */
export function allocate(strata: readonly number[], size: number, random: Random): number[] {
	const people = total(strata);
	const least = size >= strata.length ? 1 : 0;
	const exact = strata.map((each) => Math.min(each, Math.max(least, (size * each) / people)));
	const whole = exact.map(Math.floor);
	const order = exact
		.map((share, place) => ({ place, rest: share - Math.floor(share), chance: random.next() }))
		.sort((a, b) => b.rest - a.rest || b.chance - a.chance);
	let given = total(whole);
	for (const { place } of order) {
		if (given >= size) break;
		if ((whole[place] ?? 0) >= (strata[place] ?? 0)) continue;
		whole[place] = (whole[place] ?? 0) + 1;
		given += 1;
	}
	return whole;
}

/** Of so many drawn without putting back, how many know: by the inverse of its distribution. */
function drawFrom(people: number, know: number, size: number, random: Random): () => number {
	const sums: number[] = [];
	let sum = 0;
	for (let k = 0; k <= size; k += 1) {
		sum += chanceOf(k, people, know, size);
		sums.push(sum);
	}
	return () => {
		const chance = random.next() * sum;
		const found = sums.findIndex((each) => chance < each);
		return found === -1 ? size : found;
	};
}

const logFactorials: number[] = [0];

function logChoose(n: number, k: number): number {
	for (let each = logFactorials.length; each <= n; each += 1)
		logFactorials.push((logFactorials[each - 1] ?? 0) + Math.log(each));
	return (logFactorials[n] ?? 0) - (logFactorials[k] ?? 0) - (logFactorials[n - k] ?? 0);
}

function countedOf(
	{ company, graded }: Setting,
	asked: readonly number[],
	right: readonly number[],
	random: Random,
): Counted[] {
	return asked.map((answered, place) => {
		const know = right[place] ?? 0;
		const knows = graded
			? happen(know, sensitivity, random) + happen(answered - know, 1 - specificity, random)
			: know;
		const population = company.strata[place] ?? 0;
		return { population, answered, knows, notYet: answered - knows, open: 0 };
	});
}

/** What is read of the grader: labelled answers, and a tenth of this pulse's. */
function errorRead(right: number, answered: number, random: Random): GraderError {
	const rightRead = labelled / 2 + Math.round(right / 10);
	const wrongRead = labelled / 2 + Math.round((answered - right) / 10);
	return {
		rightRead,
		wrongRead,
		rightFailed: happen(rightRead, 1 - sensitivity, random),
		wrongPassed: happen(wrongRead, 1 - specificity, random),
	};
}

function happen(times: number, share: number, random: Random): number {
	let count = 0;
	for (let time = 0; time < times; time += 1) if (random.happens(share)) count += 1;
	return count;
}

export function mean(list: readonly number[]): number {
	return total(list) / Math.max(1, list.length);
}

function total(list: readonly number[]): number {
	return list.reduce((sum, each) => sum + each, 0);
}
