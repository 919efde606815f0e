import { castPerson } from '#db/seed/cast.ts';
import { policyOwner } from '#db/seed/story.ts';
import type { Database } from '#db/connection.ts';
import { max, eq } from 'drizzle-orm';
import { completions } from '#db/schema/completions.ts';
import { readMyToday } from '#completions/standings.ts';
import { readPerson } from '#people/person.ts';
import { readAudienceChoices, timeZonesOf } from '#assignments/audience-choices.ts';
import { readAssignment } from '#assignments/change-assignment.ts';
import { previewAssignment } from '#assignments/preview.ts';
import { packages } from '#db/schema/publishing.ts';
import { addToPackage } from '#publishing/change-package.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { searchStandard } from '#lessons/search.ts';
import { versionsAt } from '#policies/facts.ts';
import { readPolicies } from '#policies/versions.ts';
import { type Company, copyOf, signEverybodyIn, type SignedIn, withDatabase } from './company.ts';
import { growCompany } from './grow-company.ts';
import { draftFor, publish } from './publish.ts';
import { alternate, compare, cost, type Measurement, median, say } from './measurement.ts';
import { recordPage } from './record-page.ts';
import { serveCompany } from './servers.ts';

// What leadership waits for at 100,000 people and 2,000,000 completions, through the built server:
// each page by turns with the same page of the demonstration's 153 people.

const large = { people: 100_000, completions: 2_000_000 } as const;
const rounds = 7;
const leader = castPerson(policyOwner).id;

export async function measureScale(company: Company): Promise<Measurement[]> {
	const grown = copyOf(company, 'scale-large');
	const began = performance.now();
	await growCompany(grown, large);
	say(`scale: two million completions in ${Math.round(performance.now() - began)} ms`);
	const small = copyOf(company, 'scale-small');
	return [
		...(await measurePublication(company, grown, small)),
		...(await measurePreview(grown, small)),
		...(await measurePages(grown, small)),
	];
}

/** The publication, then what anybody reads next, on the same connection. */
async function measurePublication(
	{ catalogue }: Company,
	grown: string,
	small: string,
): Promise<Measurement[]> {
	return withDatabase(grown, (big) =>
		withDatabase(small, async (little) => {
			const once = async (db: Database) => ({
				published: await publish(db, catalogue),
				next: await nextPage(db, catalogue),
				...(await firstSearch(db)),
			});
			await once(big);
			await once(little);
			const samples = await alternate(
				rounds,
				() => once(big),
				() => once(little),
			);
			const line = (name: string, of: (sample: Awaited<ReturnType<typeof once>>) => number) =>
				cost(name, 'ms', compare(samples, of));
			return [
				line('publish-2000000-completions', ({ published }) => published),
				line('next-today-is-right', ({ next }) => next),
				line('search-first-after-publish', ({ first }) => first),
				line('search-again', ({ again }) => again),
			];
		}),
	);

	async function firstSearch(db: Database): Promise<{ first: number; again: number }> {
		const ask = async (words: string) => {
			const began = performance.now();
			const versions = versionsAt(await readPolicies(db.read), Date.now());
			if (searchStandard(catalogue, versions, words).length === 0) throw new Error('Not found.');
			return performance.now() - began;
		};
		return { first: await ask('retrun receipt'), again: await ask('late parcel') };
	}
}

/** Milliseconds until somebody who knew the policy is told of the change: her very next Today. */
async function nextPage(db: Database, catalogue: Catalogue): Promise<number> {
	const [row] = await db.read
		.select({ id: max(completions.employeeId) })
		.from(completions)
		.where(eq(completions.policyId, 'returns'));
	const began = performance.now();
	const person = await readPerson(db.read, row?.id ?? '');
	if (!person) throw new Error('Nobody knows the policy.');
	const history = await readPolicies(db.read);
	const around = { person, catalogue, history, at: Date.now() + 1 };
	const { changes } = await readMyToday(db.read, around);
	const milliseconds = performance.now() - began;
	if (!changes.some(({ after }) => after.policyId === 'returns')) throw new Error('Not told.');
	return milliseconds;
}

/** What a leader is told before she saves an edited assignment, and how long others wait for that. */
async function measurePreview(grown: string, small: string): Promise<Measurement[]> {
	return withDatabase(grown, (big) =>
		withDatabase(small, async (little) => {
			const preview = async (db: Database) => {
				const row = await readAssignment(db.read, 'first-week');
				if (!row) throw new Error('There is no such assignment.');
				const { id, beginsAt } = row;
				const timeZones = timeZonesOf(await readAudienceChoices(db.read));
				const words = { ...row, audience: { channels: ['store', 'chat'] } };
				const clock = { at: Date.now(), timeZones };
				const began = performance.now();
				await previewAssignment(db, { id, words, beginsAt, row }, clock);
				return performance.now() - began;
			};
			await preview(big);
			await preview(little);
			const samples = await alternate(
				rounds,
				() => preview(big),
				() => preview(little),
			);
			return [
				cost(
					'assignment-preview-100000-people',
					'ms',
					compare(samples, (ms) => ms),
				),
			];
		}),
	);
}

const pages = {
	'today-page': '/',
	'standard-page': '/standard',
	'search-page': '/standard?q=retrun',
	// Its very first is the first after the start: the server was ready when everybody was counted.
	'policies-page': '/policies',
	'impact-page': '/policies/returns/review',
	'impact-page-several-lessons': '/policies/delivery-promise/review',
	'policy-reach-page': '/policies/returns',
	'package-page': '/policies/packages/bench',
	'assignments-page': '/assignments',
	'assignment-page': '/assignments/first-week',
} as const;

/** As a leader's browser waits for them. A draft lies there to be reviewed. */
async function measurePages(grown: string, small: string): Promise<Measurement[]> {
	const [atLarge, atSmall] = [await readyForLeader(grown), await readyForLeader(small)];
	const began = performance.now();
	const big = await serveCompany(grown);
	const value = performance.now() - began;
	const little = await serveCompany(small);
	const yardstick = performance.now() - began - value;
	const time =
		(origin: string, path: string, { cookie }: SignedIn) =>
		async () => {
			const began = performance.now();
			await recordPage(`${origin}${path}`, cookie);
			return performance.now() - began;
		};
	const lines = [cost('ready-after-start-100000-people', 'ms', { value, yardstick })];
	for (const [name, path] of Object.entries(pages)) {
		const [ours, bare] = [time(big.origin, path, atLarge), time(little.origin, path, atSmall)];
		const first = await ours();
		await bare();
		say(`${name}: the very first took ${Math.round(first)} ms`);
		const samples = await alternate(rounds, ours, bare);
		lines.push(
			cost(
				`${name}-100000-people`,
				'ms',
				compare(samples, (ms) => ms),
			),
		);
		if (name === 'policies-page') lines.push(await othersMeanwhile(big.origin, atLarge));
	}
	await Promise.all([big.stop(), little.stop()]);
	return lines;
}

/** How long others wait for a small page while impact is counted; the yardstick is a quiet server. */
async function othersMeanwhile(origin: string, { cookie }: SignedIn): Promise<Measurement> {
	const ping = async () => {
		const began = performance.now();
		await recordPage(`${origin}/healthz`, cookie);
		return performance.now() - began;
	};
	const quiet: number[] = [];
	for (let n = 0; n < 50; n += 1) quiet.push(await ping());
	let counting = true;
	const counted = recordPage(`${origin}/policies/returns/review`, cookie).finally(() => {
		counting = false;
	});
	const meanwhile: number[] = [];
	while (counting) meanwhile.push(await ping());
	await counted;
	const value = Math.max(...meanwhile);
	return cost('longest-wait-while-impact-is-counted', 'ms', { value, yardstick: median(quiet) });
}

async function readyForLeader(file: string): Promise<SignedIn> {
	await withDatabase(file, async (db) => {
		const both = ['returns', 'delivery-promise'];
		for (const policyId of both) await draftFor(db, policyId);
		const [by, at] = [leader, Date.now()];
		await db.write(async (tx) => {
			await tx
				.insert(packages)
				.values({ id: 'bench', title: 'Both', createdBy: by, createdAt: at });
		});
		for (const policyId of both) await addToPackage(db, { packageId: 'bench', policyId, by, at });
	});
	const [signed] = await signEverybodyIn(file, leader);
	if (!signed) throw new Error('There is no leader.');
	return signed;
}
