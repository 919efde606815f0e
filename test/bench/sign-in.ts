import { isNull } from 'drizzle-orm';
import { Agent, request } from 'node:http';
import { isPin, hashPin } from '#auth/pin.ts';
import { employees } from '#db/schema/people.ts';
import { demonstrationPin } from '#db/seed/cast.ts';
import { paths } from '#paths.ts';
import { type Company, copyOf, withDatabase } from './company.ts';
import { alternate, compare, cost, type Measurement, median, rate, say } from './measurement.ts';
import { type Server, serveCompany } from './servers.ts';

const seconds = 4;
const rounds = 3;
const inFlight = 32;
const burst = 200;

/** People who sign in by number and PIN, as fast as it goes, and a whole shift in one moment. */
export async function measureSignIns(company: Company): Promise<Measurement[]> {
	const file = copyOf(company, 'sign-in');
	const numbers = await withDatabase(file, (db) =>
		db.read.select({ number: employees.number }).from(employees).where(isNull(employees.leftAt)),
	);
	const shift = numbers.map(({ number }) => number);
	const server = await serveCompany(file);
	await signInAll(server, shift.slice(0, 20));
	const lines = [await measureRate(server, shift), ...(await measureBurst(server, shift))];
	await server.stop();
	return lines;
}

async function measureRate(server: Server, numbers: readonly string[]): Promise<Measurement> {
	say(`sign-in: ${numbers.length} people, ${rounds} × ${seconds} s each`);
	const hashed = await hashPin(demonstrationPin);
	const samples = await alternate(
		rounds,
		() => perSecond(inFlight, (turn) => signIn(server, numbers[turn % numbers.length] ?? '')),
		() => perSecond(2, () => isPin(hashed, demonstrationPin)),
	);
	return rate(
		'sign-in',
		'sign-ins/s',
		compare(samples, (sample) => sample),
	);
}

/** What 200 who sign in at once do to the server's event loop, and to whoever reads a page. */
async function measureBurst(server: Server, numbers: readonly string[]): Promise<Measurement[]> {
	const quiet = [];
	for (let count = 0; count < 20; count += 1) quiet.push(await waitFor(server));
	await server.longestStall();
	await new Promise((resolve) => setTimeout(resolve, 1000));
	const still = Math.max(1, await server.longestStall());
	let signingIn = true;
	const many = Array.from({ length: burst }, (_, turn) => numbers[turn % numbers.length] ?? '');
	const began = performance.now();
	const all = signInAll(server, many).then(() => (signingIn = false));
	const waits = [];
	while (signingIn) waits.push(await waitFor(server));
	await all;
	const whole = performance.now() - began;
	say(`${burst} signed in at once within ${Math.round(whole)} ms`);
	const stall = { value: await server.longestStall(), yardstick: still };
	const wait = { value: Math.max(...waits), yardstick: median(quiet) };
	return [
		cost('sign-in-burst-longest-stall', 'ms', stall),
		cost('sign-in-burst-longest-wait', 'ms', wait),
	];
}

async function signInAll(server: Server, numbers: readonly string[]): Promise<void> {
	await Promise.all(numbers.map((number) => signIn(server, number)));
}

async function perSecond(
	workers: number,
	work: (turn: number) => Promise<unknown>,
): Promise<number> {
	const began = performance.now();
	let done = 0;
	let turn = 0;
	await Promise.all(
		Array.from({ length: workers }, async () => {
			while (performance.now() - began < seconds * 1000) {
				await work((turn += 1));
				done += 1;
			}
		}),
	);
	return (done * 1000) / (performance.now() - began);
}

/** Milliseconds that a page of the server takes, with its text pressed as a browser asks. */
async function waitFor({ origin }: Server): Promise<number> {
	const began = performance.now();
	const answer = await fetch(`${origin}${paths.signIn}`, {
		headers: { 'accept-encoding': 'gzip' },
	});
	await answer.arrayBuffer();
	return performance.now() - began;
}

const agent = new Agent({ keepAlive: true, maxSockets: burst });

/** Anything but the way to Today fails the bench. */
function signIn({ origin }: Server, number: string): Promise<void> {
	const url = `${origin}${paths.signIn}?_action=signIn`;
	const type = 'application/x-www-form-urlencoded';
	const form = new URLSearchParams({ number, pin: demonstrationPin });
	return new Promise((resolve, reject) => {
		const options = { method: 'POST', headers: { origin, 'content-type': type }, agent };
		const sent = request(url, options, (response) => {
			response.resume();
			response.on('error', reject);
			response.on('end', () => {
				if (response.statusCode === 303 && response.headers['set-cookie']) resolve();
				else reject(new Error(`Signing in met ${response.statusCode}`));
			});
		});
		sent.on('error', reject);
		sent.end(form.toString());
	});
}
