import autocannon from 'autocannon';
import { paths } from '../../src/paths.ts';
import type { Page } from './bare-server.ts';
import { type Company, copyOf, type SignedIn, signEverybodyIn } from './company.ts';
import { alternate, type Measurement, rate, say } from './measurement.ts';
import { recordPage } from './record-page.ts';
import { serveBare, serveCompany } from './servers.ts';

/** The lesson's text and its quiz, whether or not the reader has done it before. */
export const lessonPath = paths.lessonAgain('returns').replace(/#.*/, '');

type Load = { readonly connections: number; readonly headers: Record<string, string> };

const variants = [
	{ name: 'lesson-page-16', load: { connections: 16, headers: {} } },
	{ name: 'lesson-page-32', load: { connections: 32, headers: {} } },
	{
		name: 'lesson-page-32-gzip',
		load: { connections: 32, headers: { 'accept-encoding': 'gzip' } },
	},
] as const satisfies { name: string; load: Load }[];

const seconds = 3;
const rounds = 3;

/** How many lesson pages a second go to people who are signed in, everybody with a session of her own. */
export async function measureLessonPage(company: Company): Promise<Measurement[]> {
	const file = copyOf(company, 'lesson-page');
	const readers = await signEverybodyIn(file);
	const ours = await serveCompany(file);
	const measured: Measurement[] = [];
	for (const { name, load } of variants) {
		const pages = await recordPages(ours.origin, readers, load.headers);
		const bare = await serveBare(pages);
		const cookies = pages.map(({ cookie }) => cookie);
		const against = (origin: string, duration: number) => run(origin, cookies, load, duration);
		await against(ours.origin, 2);
		await against(bare.origin, 1);
		say(`${name}: ${pages.length} people, ${rounds} × ${seconds} s each`);
		const [a, b] = [() => against(ours.origin, seconds), () => against(bare.origin, seconds)];
		measured.push(rate(name, 'requests/s', await alternate(rounds, a, b)));
		await bare.stop();
	}
	await ours.stop();
	return measured;
}

/** Everybody's own page, which is what the bare server will send; each names its reader. */
async function recordPages(
	origin: string,
	readers: readonly SignedIn[],
	headers: Record<string, string>,
): Promise<Page[]> {
	const pages: Page[] = [];
	for (const { person, cookie } of readers) {
		const page = await recordPage(`${origin}${lessonPath}`, cookie, headers);
		const text = Buffer.from(page.body, 'base64').toString();
		const plain = page.headers['content-encoding'] === undefined;
		if (plain && !(text.includes(person.name) && text.includes('data-answer'))) {
			throw new Error(`The lesson page of ${person.name} is not hers, or has no quiz.`);
		}
		pages.push(page);
	}
	return pages;
}

/** Requests per second; an answer that is not the page fails the bench. */
async function run(
	origin: string,
	cookies: readonly string[],
	{ connections, headers }: Load,
	duration: number,
): Promise<number> {
	const requests = cookies.map((cookie) => ({ path: lessonPath, headers: { ...headers, cookie } }));
	let started = 0;
	const result = await autocannon({
		url: origin,
		connections,
		duration,
		requests: requests.slice(0, 1),
		// Each connection begins with another person, so that all of them come at any time.
		setupClient(client) {
			const from = Math.floor((started++ * requests.length) / connections) % requests.length;
			const own = [...requests.slice(from), ...requests.slice(0, from)];
			client.setRequests(own.map((request) => ({ ...request })));
		},
	});
	const lost = result.non2xx + result.errors + result.timeouts;
	if (lost > 0 || result.requests.total === 0)
		throw new Error(`${lost} answers were not the page.`);
	return result.requests.total / result.duration;
}
