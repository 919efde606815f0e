import { overviewsBitByBit } from '#completions/standings.ts';
import type { Database } from '#db/connection.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import type { Environment } from '#lib/environment.ts';
import type { Newsroom, Publication } from '#notifications/newsroom.ts';
import { versionsAt } from '#policies/facts.ts';
import { readAs } from '#policies/reading.ts';
import { readPolicies, versionNumbered } from '#policies/versions.ts';
import { linksFrom } from './links.ts';
import { readOpenAsks } from './open-asks.ts';
import { readPulsePages } from './pulse-pages.ts';

// What telling people needs to know from the rooms above it.

export function openNewsroom(db: Database, catalogue: Catalogue, origin: string): Newsroom {
	const { read } = db;
	return {
		links: linksFrom(origin),
		random: Math.random,
		async publication(published, at) {
			const { byId } = await readPolicies(read);
			// A withdrawn version is no longer among the others.
			const versions = published.flatMap(
				({ policyId, number }) => versionNumbered(byId.get(policyId), number) ?? [],
			);
			return publicationOf(versions, at);
		},
		async asked(people, at) {
			const asks = new Set<string>();
			for await (const { person, overview } of overviewsBitByBit(read, catalogue, people, at)) {
				for (const { policyId, standing, exemption } of overview.policies) {
					const done = standing.state === 'current' || standing.state === 'not due';
					if (!done && !exemption) asks.add(`${person.id} ${policyId}`);
				}
			}
			return (person, policyId) => asks.has(`${person.id} ${policyId}`);
		},
		async openAsks(people) {
			const pages = await readOpenAsks(read, people);
			return (...ask) => pages(...ask).map((page) => new URL(page, origin).href);
		},
		pulsePages: (people, at) => readPulsePages(db, people, { at, origin }),
		async titles(at) {
			const versions = versionsAt(await readPolicies(read), at);
			return (policyId, reader) =>
				(reader ? readAs(versions, reader) : versions).get(policyId)?.body.title;
		},
	};
}

function publicationOf(
	versions: readonly { policyId: string; change: string; effectiveAt: number }[],
	at: number,
): Publication {
	const material = versions.filter(({ change }) => change === 'material');
	if (material.length === 0) return { state: 'nothing' };
	const effectiveAt = Math.max(...material.map((version) => version.effectiveAt));
	if (effectiveAt > at) return { state: 'planned', until: effectiveAt };
	return { state: 'in force', policyIds: material.map(({ policyId }) => policyId), effectiveAt };
}

/** The address at which people find the product. */
export function originOf(env: Pick<Environment, 'HOST' | 'PORT'> & Partial<Environment>): string {
	const { PUBLIC_ORIGIN, HOST, PORT } = env;
	return PUBLIC_ORIGIN ?? `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`;
}
