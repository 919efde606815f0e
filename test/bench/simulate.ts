import { days, pointsAMinute, simulate } from './simulation.ts';

// `npm run simulate`: what practice would bring to people who forget, under four schedules.

const people = 400;
const seeds = ['one', 'two', 'three'];
const cells = (row: readonly string[]) => row.map((cell) => cell.padStart(18)).join('');

console.log(`${people} people, 13 policies, ${days} days, at most five questions a day\n`);
for (const seed of seeds) {
	const outcomes = simulate({ people, seed });
	const heads = ['recall at the end', 'mean recall', 'minutes', 'points a minute'];
	console.log(cells([`seed ${seed}`, ...heads]));
	for (const [name, outcome] of Object.entries(outcomes)) {
		const { atEnd, mean, minutes } = outcome;
		const gain = minutes === 0 ? '–' : pointsAMinute(outcome, outcomes.none).toFixed(2);
		console.log(cells([name, percent(atEnd), percent(mean), minutes.toFixed(1), gain]));
	}
	console.log('');
}

function percent(share: number): string {
	return `${(100 * share).toFixed(1)} %`;
}
