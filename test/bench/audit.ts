import { get } from 'node:http';
import { createClient } from '@libsql/client';
import { castPerson } from '#db/seed/cast.ts';
import { type Company, copyOf, signEverybodyIn, type SignedIn } from './company.ts';
import { alternate, compare, cost, type Measurement, median, say } from './measurement.ts';
import { recordPage } from './record-page.ts';
import { serveCompany } from './servers.ts';

// Searching a record of a million deeds, through the built server: each search by turns with the
// same search of the demonstration's own record; and how long others wait while one is exported.

const entries = 1_000_000;
const rounds = 9;

const searches = {
	newest: '/audit',
	'by-person': '/audit?who=4417',
	'by-object': '/audit?kind=policy&object=returns',
	'by-deed-and-days': '/audit?action=bench.done&from=2024-01-01&to=2024-03-01',
	'by-person-kind-and-deed': '/audit?who=4417&kind=employee&action=session.began',
	'nothing-found': '/audit?who=4417&kind=policy&action=policy.published',
} as const;

export async function measureAudit(company: Company): Promise<Measurement[]> {
	const grown = copyOf(company, 'audit-large');
	await growRecord(grown);
	const [atLarge, atSmall] = [await administrator(grown), copyOf(company, 'audit-small')];
	const other = await administrator(atSmall);
	const [big, little] = [await serveCompany(grown), await serveCompany(atSmall)];
	const lines: Measurement[] = [];
	for (const [name, path] of Object.entries(searches)) {
		const [ours, bare] = [time(big.origin, path, atLarge), time(little.origin, path, other)];
		await ours();
		await bare();
		const samples = await alternate(rounds, ours, bare);
		const found = compare(samples, (ms) => ms);
		lines.push(cost(`audit-search-${name}-1000000-entries`, 'ms', found));
	}
	const meanwhile = [
		await othersWait(big.origin, atLarge, {
			what: 'exported',
			path: '/audit/export.csv',
			most: 5000,
		}),
		await othersWait(big.origin, atLarge, {
			what: 'searched',
			path: searches['nothing-found'],
			most: 0,
		}),
	];
	await Promise.all([big.stop(), little.stop()]);
	return [...lines, ...meanwhile];
}

function time(origin: string, path: string, { cookie }: SignedIn): () => Promise<number> {
	return async () => {
		const began = performance.now();
		await recordPage(`${origin}${path}`, cookie);
		return performance.now() - began;
	};
}

/** The longest that a small page takes while so many milliseconds of an export, or a whole search, are under way. */
async function othersWait(
	origin: string,
	signedIn: SignedIn,
	{ what, path, most }: { what: string; path: string; most: number },
): Promise<Measurement> {
	const ping = time(origin, '/healthz', signedIn);
	const quiet: number[] = [];
	for (let n = 0; n < 50; n += 1) quiet.push(await ping());
	let under = true;
	const { ended, stop } = download(`${origin}${path}`, signedIn.cookie);
	const done = ended.then((bytes) => {
		under = false;
		say(`${what}: ${(bytes / 1e6).toFixed(1)} MB`);
	});
	const began = performance.now();
	const meanwhile: number[] = [];
	while (under) {
		meanwhile.push(await ping());
		if (most > 0 && performance.now() - began > most) stop();
	}
	await done;
	const compared = { value: Math.max(...meanwhile), yardstick: median(quiet) };
	return cost(`longest-wait-while-the-record-is-${what}`, 'ms', compared);
}

/** Reads and throws away, so that nothing but the server is measured; resolves with how many bytes came. */
function download(url: string, cookie: string) {
	let bytes = 0;
	let stop = () => {};
	const ended = new Promise<number>((resolve, reject) => {
		const request = get(url, { headers: { cookie } }, (response) => {
			response.on('data', (piece: Buffer) => (bytes += piece.length));
			response.on('close', () => resolve(bytes));
		});
		request.on('error', reject);
		stop = () => request.destroy();
	});
	return { ended, stop: () => stop() };
}

async function administrator(file: string): Promise<SignedIn> {
	const [signed] = await signEverybodyIn(file, castPerson('1003').id);
	if (!signed) throw new Error('There is no administrator.');
	return signed;
}

/** Years of deeds by plain inserts; nobody walks this chain, so its hashes are none. */
async function growRecord(file: string): Promise<void> {
	const client = createClient({ url: `file:${file}`, concurrency: 1 });
	const began = performance.now();
	await client.execute('pragma synchronous = off');
	await client.batch([{ sql: deeds, args: { entries } }, payloads], 'write');
	await client.execute('pragma wal_checkpoint(truncate)');
	client.close();
	say(`audit: a million deeds in ${Math.round(performance.now() - began)} ms`);
}

/** A deed a minute for two years: people sign in and learn, and now and then something else is done. */
const deeds = `
	with recursive numbers(n) as (select 0 union all select n + 1 from numbers where n + 1 < :entries),
		company as (select count(*) as people from employees),
		last as (select max(seq) as seq from audit_entries)
	insert into audit_entries (seq, at, actor_id, action, object_type, object_id, payload_hash, previous_hash, hash)
	select last.seq + 1 + n, 1704067200000 + n * 60000, employees.id,
		case when n % 10 = 0 then 'policy.signed' when n % 997 = 1 then 'bench.done' else 'session.began' end,
		case when n % 10 = 0 then 'policy' else 'employee' end,
		case when n % 10 = 0 then 'returns' else employees.id end, '', '', 'bench'
	from numbers, company, last join employees on employees.rowid = 1 + (n * 7) % company.people`;

const payloads = `
	insert into audit_payloads (seq, salt, payload)
	select seq, 'salt', '{"before":' || seq || ',"after":' || (seq + 1) || '}' from audit_entries where hash = 'bench'`;
