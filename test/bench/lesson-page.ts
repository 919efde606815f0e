import { paths } from '#paths.ts';
import type { Page } from './bare-server.ts';
import { type Company, copyOf, type SignedIn, signEverybodyIn } from './company.ts';
import { load } from './load.ts';
import { alternate, compare, cost, type Measurement, rate, say } from './measurement.ts';
import { recordPage } from './record-page.ts';
import { type Server, serveBare, serveCompany } from './servers.ts';

/** The lesson's text and its quiz, whether or not the reader has done it before. */
export const lessonPath = paths.lessonAgain('returns').replace(/#.*/, '');

type Variant = {
	readonly name: string;
	readonly connections: number;
	readonly headers: Record<string, string>;
};

const variants: readonly Variant[] = [
	{ name: 'lesson-page-16', connections: 16, headers: {} },
	{ name: 'lesson-page-32', connections: 32, headers: {} },
	{ name: 'lesson-page-32-gzip', connections: 32, headers: { 'accept-encoding': 'gzip' } },
];

const seconds = 3;
const rounds = 3;

/** How many lesson pages a second go to people who are signed in, everybody with a session of her own. */
export async function measureLessonPage(company: Company): Promise<Measurement[]> {
	const file = copyOf(company, 'lesson-page');
	const readers = await signEverybodyIn(file);
	const ours = await serveCompany(file);
	const lines: Measurement[] = [];
	for (const variant of variants) lines.push(...(await measureVariant(ours, readers, variant)));
	await ours.stop();
	return lines;
}

async function measureVariant(
	ours: Server,
	readers: readonly SignedIn[],
	{ name, connections, headers }: Variant,
): Promise<Measurement[]> {
	const pages = await recordPages(ours.origin, readers, headers);
	const bare = await serveBare(pages);
	const cookies = pages.map(({ cookie }) => cookie);
	const asked = { path: lessonPath, connections, headers, cookies };
	say(`${name}: ${pages.length} people, ${rounds} × ${seconds} s each`);
	await load(ours, asked, 2);
	await load(bare, asked, 1);
	const samples = await alternate(
		rounds,
		() => load(ours, asked, seconds),
		() => load(bare, asked, seconds),
	);
	await bare.stop();
	const perSecond = compare(samples, (sample) => sample.perSecond);
	const work = compare(samples, (sample) => sample.work);
	return [rate(name, 'requests/s', perSecond), cost(`${name}-processor-time`, 'µs/request', work)];
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
