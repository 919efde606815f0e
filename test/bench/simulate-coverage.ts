/** `npm run simulate:coverage`: how often the intervals of the question to everybody hold the truth. */
import {
	coverageOf,
	demonstration,
	exactCoverageOf,
	grown,
	mean,
	type Setting,
} from './coverage.ts';
import { exactBelow } from '#pulse/estimate.ts';

const rounds = Number(process.argv[2] ?? 2000);
const seed = 'touchstone';

const settings: Setting[] = [...demonstration, ...grown].flatMap((company) =>
	[10, 20, 29, 30, 50, 80, 120, 150, 200, 300, 400]
		.filter((size) => size < company.strata.reduce((sum, people) => sum + people, 0))
		.flatMap((size) =>
			(company.strata.length === 1 ? [0] : [0, 3]).flatMap((apart) =>
				[false, true].map((graded) => ({ company, size, apart, graded })),
			),
		),
);

console.log(`${rounds} draws for each true share from 0.05 to 0.95, with 95 % wished for.\n`);
console.log(
	`${'company, strata'.padEnd(24)} size  strata  answers    method  least  mean   most   width`,
);
for (const kind of ['exact', 'wilson']) {
	for (const graded of [false, true]) {
		const all: number[] = [];
		for (const setting of settings.filter((each) => each.graded === graded)) {
			if (setting.size < exactBelow !== (kind === 'exact')) continue;
			const { held, width } = canBeCounted(setting)
				? exactCoverageOf(setting)
				: coverageOf(setting, rounds, seed);
			all.push(...held);
			console.log(lineOf(setting, kind, held, width));
		}
		const what = `${kind}, ${graded ? 'read by the grader' : 'read by people'}`;
		const below = all.filter((share) => share < 0.93).length;
		console.log(
			`${what}: mean ${percent(mean(all))}, least ${percent(Math.min(...all))}, ${below} of ${all.length} below 93 %\n`,
		);
	}
}

/** Every outcome is gone through instead of drawn. */
function canBeCounted({ company, size, graded }: Setting): boolean {
	return !graded && size < exactBelow && size >= company.strata.length;
}

function lineOf(
	{ company, size, apart, graded }: Setting,
	method: string,
	held: readonly number[],
	width: number,
): string {
	return [
		company.name.padEnd(24),
		String(size).padStart(4),
		(apart === 0 ? 'equal' : 'differ').padEnd(7),
		(graded ? 'graded' : 'read').padEnd(9),
		method.padEnd(6),
		percent(Math.min(...held)),
		percent(mean(held)),
		percent(Math.max(...held)),
		`${width.toFixed(1)} points`,
	].join('  ');
}

function percent(share: number): string {
	return `${(100 * share).toFixed(1).padStart(5)}`;
}
