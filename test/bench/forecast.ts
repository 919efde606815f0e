import { createClient } from '@libsql/client';
import { castPerson } from '#db/seed/cast.ts';
import { policyOwner } from '#db/seed/story.ts';
import type { Database } from '#db/connection.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { readPerson } from '#people/person.ts';
import { readPolicies } from '#policies/versions.ts';
import { calibrationOf } from '#practice/calibration.ts';
import { readCells } from '#practice/read-calibration.ts';
import { refreshSummaries, summariesLast } from '#practice/refresh-summaries.ts';
import { readGroups } from '#practice/summaries.ts';
import { policyForecast } from '#reports/policy-forecast.ts';
import { type Company, copyOf, withDatabase } from './company.ts';
import { growCompany } from './grow-company.ts';
import { alternate, compare, cost, type Measurement, median, say } from './measurement.ts';

// Predicted recall of 100,000 people by 20 policies, two million cards, from kept summaries:
// what a reader waits for, beside the same reader in the company of 153; and what a refresh takes.

const rounds = 15;
const people = 100_000;
const policies = 20;

export async function measureForecast({ file, catalogue }: Company): Promise<Measurement[]> {
	const company = { file, catalogue: teachingAll(catalogue) };
	const grown = copyOf(company, 'forecast-large');
	await growCompany(grown, { people, completions: people });
	await practise(grown);
	const small = copyOf(company, 'forecast-small');
	return withDatabase(grown, (big) =>
		withDatabase(small, async (little) => {
			const refresh = async (db: Database) => {
				const began = performance.now();
				await refreshSummaries(db, company.catalogue, Date.now());
				return performance.now() - began;
			};
			const value = await refresh(big);
			const yardstick = await refresh(little);
			const stall = await longestStall(() => refresh(big));
			const read = (db: Database) => () => readers(db, company);
			await read(big)();
			await read(little)();
			const samples = await alternate(rounds, read(big), read(little));
			const began = performance.now();
			const found = calibrationOf(await readCells(big.aggregate));
			say(`calibration of ${found?.reviews} answers: ${Math.round(performance.now() - began)} ms`);
			const age = summariesLast + value;
			say(`a summary is at most ${Math.round(age / 1000)} s old, its refresh included`);
			return [
				cost(
					'forecast-read-100000-people-20-policies',
					'ms',
					compare(samples, (ms) => ms),
				),
				cost('forecast-refresh-100000-people-20-policies', 'ms', { value, yardstick }),
				cost('forecast-refresh-longest-stall', 'ms', { value: stall, yardstick: 50 }),
			];
		}),
	);
}

/** The lesson that everybody takes teaches the policies that the bench adds, too. */
function teachingAll(catalogue: Catalogue): Catalogue {
	const lessonById = new Map(catalogue.lessonById);
	const returns = lessonById.get('returns');
	if (!returns) throw new Error('There is no lesson on returns.');
	const added = Array.from({ length: policies }, (_, n) => `bench-${n + 1}`);
	lessonById.set('returns', { ...returns, policies: [...returns.policies, ...added] });
	return { ...catalogue, lessonById };
}

/** A policy's page by every group, and every policy for the whole company. */
async function readers({ read }: Database, { catalogue }: Company): Promise<number> {
	const at = Date.now();
	if (!(await readPerson(read, castPerson(policyOwner).id))) throw new Error('Nobody asks.');
	const history = await readPolicies(read);
	const began = performance.now();
	const asked = { policyId: 'returns', format: 'recall' as const, at };
	const forecast = await policyForecast(read, catalogue, history, asked);
	await readGroups(read, history, { kind: 'all', groupIds: [''], at });
	if (!forecast) throw new Error('Nothing was counted.');
	return performance.now() - began;
}

async function longestStall(work: () => Promise<number>): Promise<number> {
	const stalls: number[] = [];
	let last = performance.now();
	const timer = setInterval(() => {
		stalls.push(performance.now() - last - 5);
		last = performance.now();
	}, 5);
	await work();
	clearInterval(timer);
	say(`event loop: median ${median(stalls).toFixed(1)} ms late`);
	return Math.max(...stalls);
}

/** Policies up to twenty; cards of nine in ten people; a review with a prediction of every fifth. */
async function practise(file: string): Promise<void> {
	const client = createClient({ url: `file:${file}`, concurrency: 1 });
	const began = performance.now();
	await client.execute('pragma synchronous = off');
	await client.execute('pragma cache_size = -400000');
	await client.batch([more, moreVersions, cards, reviews], 'write');
	await client.execute('pragma wal_checkpoint(truncate)');
	client.close();
	say(`forecast: practice of ${people} people in ${Math.round(performance.now() - began)} ms`);
}

const more = `with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${policies})
	insert into policies (id, owner, rank) select 'bench-' || n, 'Bench', 100 + n from numbers
	where n <= ${policies} - (select count(*) from policies)`;

const moreVersions = `insert into policy_versions (policy_id, number, body, change, reason, published_at, effective_at, hash)
	select policies.id, 1, (select body from policy_versions where policy_id = 'returns' and number = 1),
		'material', '', 1, 1, '' from policies where policies.id like 'bench-%'`;

const practised = `from employees cross join policies
	cross join (select 'recall' as format) formats
	where employees.id like 'bench-%' and (employees.rowid + policies.rank) % 10 > 0`;

const now = `1000 * unixepoch()`;

const cards = `insert into practice_cards (employee_id, policy_id, format, stability, difficulty, reviewed_at,
		due_at, reviews, lapses, policy_version, question_id)
	select employees.id, policies.id, format, 1 + employees.rowid % 60, 5,
		${now} - 3600000 * (employees.rowid % 700), ${now}, 2, 0, 99, 'q' ${practised}`;

const reviews = `insert into practice_reviews (employee_id, policy_id, format, day, question_id, policy_version,
		"right", confidence, predicted, elapsed_days, source, attempt_id, reviewed_at)
	select employees.id, policies.id, format, 'day', 'q', 99, employees.rowid % 7 > 0,
		case employees.rowid % 2 when 0 then 'sure' else 'think' end,
		0.5 + (employees.rowid % 50) / 100.0, 1 + employees.rowid % 30, 'practice', 'a',
		${now} - 3600000 * (employees.rowid % 700) ${practised} and policies.rank % 5 = 0`;
