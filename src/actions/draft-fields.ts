import { readPlaces } from '#people/places.ts';
import { type CheckedBody, checkBody } from '#policies/check-body.ts';
import { versionsAt } from '#policies/facts.ts';
import { type Rename, renameProblems } from '#policies/renames.ts';
import type { Fields } from '#policies/typed.ts';
import { typedRenames } from '#policies/typed-renames.ts';
import { readPolicies } from '#policies/versions.ts';
import { factsForWriting } from '#publishing/facts-for-writing.ts';
import { catalogue, database } from '../installation.ts';
import { bodyFromForm } from './draft-form.ts';
import { rowProblems } from './fact-rows.ts';

/** The body that the fields make, or what has to be mended before they make one; and the facts they rename. */
export async function checkFields(
	policyId: string,
	fields: Fields,
	at: number,
): Promise<CheckedBody & { readonly renames: readonly Rename[] }> {
	const history = await readPolicies(database.read);
	const versions = versionsAt(history, at);
	const facts = await factsForWriting(database.read, policyId, at);
	const others = [...versions.values()].filter((version) => version.policyId !== policyId);
	const names = others.flatMap((version) =>
		Object.keys(version.body.facts).map((name) => `${version.policyId}.${name}`),
	);
	const channels = catalogue.channels.map(({ id }) => id);
	const places = (await readPlaces(database.read)).map(({ key }) => key);
	const known = { facts: (name: string) => facts(name) !== undefined, names, channels, places };
	const { body, problems } = checkBody(
		policyId,
		bodyFromForm({ ...fields, policy: policyId }),
		known,
	);
	const renames = typedRenames(fields);
	const newest = history.byId.get(policyId)?.versions.at(-1);
	const all = { ...problems, ...renameProblems(renames, newest), ...rowProblems(fields) };
	const sound = Object.keys(all).length === 0;
	return { body: sound ? body : undefined, problems: all, renames: sound ? renames : [] };
}
