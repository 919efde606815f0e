import type { Browser, CDPSession, Page } from 'playwright-core';
import { launchChromium } from '#test/browser/chromium.ts';
import { type Company, copyOf, type SignedIn, signEverybodyIn } from './company.ts';
import { lessonPath } from './lesson-page.ts';
import { cost, type Measurement, median, say } from './measurement.ts';
import { serveBare, serveCompany } from './servers.ts';

type Visit = { readonly requests: number; readonly bytes: number; readonly paint: number };

/** Chromium's preset "Slow 3G". Throughput is in bytes per second: 400 kbit/s. */
const slow3g = { offline: false, latency: 2000, downloadThroughput: 5e4, uploadThroughput: 5e4 };
const processorSlowdown = 4;
const visits = 5;

/** What a lesson costs an old phone that has never been here, against one plain page of that size. */
export async function measureColdLesson(company: Company): Promise<Measurement[]> {
	const file = copyOf(company, 'cold-lesson');
	const readers = (await signEverybodyIn(file)).slice(0, visits);
	const ours = await serveCompany(file);
	const browser = await launchChromium();
	try {
		for (const { cookie } of readers) await fetch(`${ours.origin}${lessonPath}`, asReader(cookie));
		const seen = await visitAs(browser, readers, `${ours.origin}${lessonPath}`);
		const bare = await serveBare([plainPage(seen.bytes)]);
		const plain = await visitAs(browser, readers, `${bare.origin}/`);
		await bare.stop();
		return [
			line('requests', 'requests', seen.requests, plain.requests),
			line('bytes', 'bytes on the wire', seen.bytes, plain.bytes),
			line('first-contentful-paint', 'ms', seen.paint, plain.paint),
		];
	} finally {
		await browser.close();
		await ours.stop();
	}
}

function line(what: string, unit: string, value: number, yardstick: number): Measurement {
	return cost(`cold-lesson-slow-3g-${what}`, unit, { value, yardstick });
}

/** Medians of cold visits, each by another reader in a browser of her own. */
async function visitAs(
	browser: Browser,
	readers: readonly SignedIn[],
	url: string,
): Promise<Visit> {
	const seen: Visit[] = [];
	for (const { cookie } of readers) {
		const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
		const [name = '', value = ''] = cookie.split('=');
		await context.addCookies([{ name, value, url }]);
		seen.push(await visit(await context.newPage(), url));
		await context.close();
	}
	say(`cold: ${seen.map((one) => `${one.requests}/${one.bytes}/${one.paint}`).join(' ')}`);
	return {
		requests: median(seen.map((one) => one.requests)),
		bytes: median(seen.map((one) => one.bytes)),
		paint: median(seen.map((one) => one.paint)),
	};
}

async function visit(page: Page, url: string): Promise<Visit> {
	const session = await page.context().newCDPSession(page);
	const wire = await watchTheWire(session);
	await session.send('Network.emulateNetworkConditions', slow3g);
	await session.send('Emulation.setCPUThrottlingRate', { rate: processorSlowdown });
	await page.goto(url, { waitUntil: 'networkidle', timeout: 60_000 });
	const paint = await page.evaluate(
		() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
	);
	return { ...wire, paint: Math.round(paint) };
}

async function watchTheWire(session: CDPSession): Promise<{ requests: number; bytes: number }> {
	const wire = { requests: 0, bytes: 0 };
	await session.send('Network.enable');
	session.on('Network.requestWillBeSent', ({ request }) => {
		if (request.url.startsWith('http')) wire.requests += 1;
	});
	session.on('Network.loadingFinished', ({ encodedDataLength }) => {
		wire.bytes += encodedDataLength;
	});
	return wire;
}

/** A page of so many bytes on the wire, with words to paint. */
function plainPage(bytes: number) {
	const head = '<!doctype html><html lang="en"><title>Plain</title><link rel="icon" href="data:,">';
	const headersOnTheWire = 200;
	const length = Math.max(bytes - headersOnTheWire - head.length, 0);
	const body = `${head}${'<p>As many words as ours. '.repeat(Math.ceil(length / 26))}`;
	const html = body.slice(0, head.length + length);
	const headers = { 'content-type': 'text/html; charset=utf-8' };
	return { cookie: '', headers, body: Buffer.from(html).toString('base64') };
}

function asReader(cookie: string): RequestInit {
	return { headers: { cookie } };
}
