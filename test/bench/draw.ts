import { castPerson } from '#db/seed/cast.ts';
import type { Database } from '#db/connection.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { askEverybody } from '#pulse/ask-everybody.ts';
import { repeatDraw } from '#pulse/verify-draw.ts';
import { type StrataKind, strataKinds } from '#pulse/strata.ts';
import { type Company, copyOf, withDatabase } from './company.ts';
import { growCompany } from './grow-company.ts';
import { alternate, compare, cost, type Measurement, say } from './measurement.ts';

// Drawing 400 of 100,000 until it is written, the strata counted, by turns with 60 of the
// demonstration's 153 people; and how long the event loop was kept from anything else meanwhile.

const large = { people: 100_000, completions: 100_000 } as const;
const rounds = 7;
const day = 24 * 3_600_000;

export async function measureDraw(company: Company): Promise<Measurement[]> {
	const grown = copyOf(company, 'draw-large');
	await growCompany(grown, large);
	const small = copyOf(company, 'draw-small');
	return withDatabase(grown, (big) =>
		withDatabase(small, async (little) => {
			const lines: Measurement[] = [];
			for (const kind of strataKinds) {
				const ours = draw(big, company.catalogue, kind, 400);
				const bare = draw(little, company.catalogue, kind, 60);
				await ours();
				await bare();
				const samples = await alternate(rounds, ours, bare);
				const name = `draw-400-of-100000-by-${kind}`;
				lines.push(
					cost(
						name,
						'ms',
						compare(samples, ({ took }) => took),
					),
				);
				const stalls = compare(samples, ({ stall }) => stall);
				lines.push(cost(`${name}-longest-stall`, 'ms', stalls));
			}
			return lines;
		}),
	);
}

let drawn = 0;

/** Each a month after the one before, so that nobody was asked lately. */
function draw(db: Database, catalogue: Catalogue, strata: StrataKind, number: number) {
	return async () => {
		drawn += 1;
		const [id, at] = [`draw-${drawn}`, Date.now() + drawn * 29 * day];
		const terms = {
			...{ questionId: 'standard', policyId: 'standard', audience: {}, strata },
			...{ anonymous: false, wish: { number }, until: at + day },
		};
		const loop = watchLoop();
		const began = performance.now();
		const by = castPerson('1001').id;
		await askEverybody(db, catalogue, { id, terms, seed: id, by, at });
		const took = performance.now() - began;
		const stall = loop.stop();
		const repeated = await repeatDraw(db.read, id);
		if (!repeated.holds) throw new Error(repeated.broken);
		if (repeated.people !== number) say(`${repeated.people} were drawn`);
		return { took, stall };
	};
}

/** The longest that anything else would have waited for the event loop. */
function watchLoop() {
	let longest = 0;
	let last = performance.now();
	let watching = true;
	const look = () => {
		longest = Math.max(longest, performance.now() - last);
		last = performance.now();
		if (watching) setImmediate(look);
	};
	setImmediate(look);
	return {
		stop() {
			watching = false;
			return Math.max(longest, performance.now() - last);
		},
	};
}
