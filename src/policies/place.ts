import { type Fact, placeOf, valueAt, type Where } from './fact.ts';
import type { Versions } from './facts.ts';
import type { PolicyVersion } from './versions.ts';

// Wordings by the places that decide them: people at one place share theirs, and a page makes none.
const known = new WeakMap<PolicyVersion, Map<string, PolicyVersion>>();

/** The versions with each fact as it holds at a place; the same versions if none is another there. */
export function atPlace(versions: Versions, where: Where): Versions {
	let changed: Map<string, PolicyVersion> | undefined;
	for (const [policyId, version] of versions) {
		const here = versionAtPlace(version, where);
		if (here !== version) changed = (changed ?? new Map(versions)).set(policyId, here);
	}
	return changed ?? versions;
}

/** One version as it is read at a place; the very same one if it says nothing else there. */
export function versionAtPlace(version: PolicyVersion, where: Where): PolicyVersion {
	const places = placesThatDecide(version, where);
	if (places.every((place) => place === undefined)) return version;
	const readAt = places.join(' ');
	const wordings = known.get(version) ?? new Map<string, PolicyVersion>();
	known.set(version, wordings);
	const here = wordings.get(readAt) ?? { ...version, readAt, body: bodyAt(version.body, where) };
	wordings.set(readAt, here);
	return here;
}

function placesThatDecide({ body }: PolicyVersion, where: Where): (string | undefined)[] {
	return Object.values(body.facts).map((fact) => placeOf(fact, where));
}

function bodyAt(body: PolicyVersion['body'], where: Where): PolicyVersion['body'] {
	const facts = Object.entries(body.facts).map(([name, fact]): [string, Fact] => {
		return [name, valueAt(fact, placeOf(fact, where))];
	});
	return { ...body, facts: Object.fromEntries(facts) };
}
