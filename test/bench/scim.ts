import { Agent, request } from 'node:http';
import { castPeople } from '#db/seed/cast.ts';
import { paths } from '#paths.ts';
import { addDirectory } from '#scim/connect.ts';
import { makeToken } from '#scim/tokens.ts';
import { insertsPerSecond, makeBareTable } from './bare-inserts.ts';
import { type Company, copyOf, withDatabase } from './company.ts';
import { type Measurement, rate, say } from './measurement.ts';
import { type Server, serveCompany } from './servers.ts';

const users = 10_000;
/** Requests at once: directories ask with a few connections. */
const inFlight = 8;

/**
 * A full sync as directories do it, by HTTP through the built server: for each of ten thousand users
 * a probe and a POST, and in the next cycle a probe and a PATCH. The yardstick is a durable row of
 * no meaning for each user, as two requests: the least that must be on disk.
 */
export async function measureScim(company: Company): Promise<Measurement[]> {
	const file = copyOf(company, 'scim');
	const token = await withDatabase(file, connect);
	const bare = await withDatabase(copyOf(company, 'scim-bare'), async (db) => {
		await makeBareTable(db);
		return 2 * (await insertsPerSecond(db, users / 2, inFlight));
	});
	const server = await serveCompany(file);
	const ask = asker(server, token);
	const ids = new Map<number, string>();
	const first = await perSecond(async (n) => {
		await ask('GET', probe(n), 200);
		ids.set(n, idIn(await ask('POST', '/Users', 201, userOf(n))));
	});
	say(`first sync: ${Math.round(first)} requests/s, ${inFlight} at once`);
	const second = await perSecond(async (n) => {
		await ask('GET', probe(n), 200);
		await ask('PATCH', `/Users/${ids.get(n) ?? ''}`, 200, titleOf(n));
	});
	say(`second sync: ${Math.round(second)} requests/s, ${inFlight} at once`);
	await server.stop();
	return [
		rate('scim-first-sync-8', 'requests/s', { value: first, yardstick: bare }),
		rate('scim-second-sync-8', 'requests/s', { value: second, yardstick: bare }),
	];
}

async function connect(db: Parameters<typeof addDirectory>[0]): Promise<string> {
	const deed = { by: castPeople[0]?.id ?? '', at: Date.now() };
	const said = { name: 'Entra ID', team: 'warehouse-day', channels: ['warehouse'] };
	await addDirectory(db, 'bench', { ...said, linksByEmail: undefined }, deed);
	return makeToken(db, { directoryId: 'bench', days: 9, overlap: 0 }, deed);
}

/** Two requests for each user, so many users at once. */
async function perSecond(sync: (user: number) => Promise<void>): Promise<number> {
	let next = 0;
	const began = performance.now();
	const lines = Array.from({ length: inFlight }, async () => {
		while (next < users) await sync((next += 1));
	});
	await Promise.all(lines);
	return (2 * users * 1000) / (performance.now() - began);
}

function probe(n: number): string {
	return `/Users?filter=${encodeURIComponent(`userName eq "user${n}@bench.example"`)}`;
}

function userOf(n: number) {
	return {
		schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
		userName: `user${n}@bench.example`,
		externalId: `external-${n}`,
		displayName: `Person ${n}`,
		name: { givenName: 'Person', familyName: String(n) },
		emails: [{ type: 'work', primary: true, value: `user${n}@bench.example` }],
		active: true,
		'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { employeeNumber: `s${n}` },
	};
}

function titleOf(n: number) {
	return {
		schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
		Operations: [{ op: 'Replace', path: 'title', value: `Packer ${n % 7}` }],
	};
}

type Ask = (method: string, path: string, status: number, body?: object) => Promise<string>;

/** Asks as a directory; any other status than the right one fails the bench. */
function asker({ origin }: Server, token: string): Ask {
	const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
	const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' };
	return (method, path, status, body) =>
		new Promise((resolve, reject) => {
			const sent = request(`${origin}${paths.scim}${path}`, { method, headers, agent });
			sent.on('response', (response) => {
				let text = '';
				response.on('data', (piece: Buffer) => (text += piece.toString()));
				response.on('error', reject);
				response.on('end', () => {
					if (response.statusCode === status) resolve(text);
					else reject(new Error(`${method} ${path} met ${response.statusCode}: ${text}`));
				});
			});
			sent.on('error', reject);
			sent.end(body && JSON.stringify(body));
		});
}

function idIn(text: string): string {
	const [, id] = /"id":"([^"]+)"/.exec(text) ?? [];
	if (id === undefined) throw new Error(`No id in ${text}`);
	return id;
}
