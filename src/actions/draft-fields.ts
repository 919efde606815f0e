import { type CheckedBody, checkBody } from '#policies/check-body.ts';
import { factsOf, versionsAt } from '#policies/facts.ts';
import type { Fields } from '#policies/typed.ts';
import { readPolicies } from '#policies/versions.ts';
import { catalogue, database } from '../installation.ts';
import { namedTwice } from './body-fields.ts';
import { bodyFromForm } from './draft-form.ts';

/** The body that the fields make, or what has to be mended before they make one. */
export async function checkFields(
	policyId: string,
	fields: Fields,
	at: number,
): Promise<CheckedBody> {
	const versions = versionsAt(await readPolicies(database.read), at);
	const facts = factsOf(versions);
	const others = [...versions.values()].filter((version) => version.policyId !== policyId);
	const names = others.flatMap((version) =>
		Object.keys(version.body.facts).map((name) => `${version.policyId}.${name}`),
	);
	const channels = catalogue.channels.map(({ id }) => id);
	const known = { facts: (name: string) => facts(name) !== undefined, names, channels };
	const { body, problems } = checkBody(policyId, bodyFromForm(fields), known);
	const twice = namedTwice(fields);
	if (!twice) return { body, problems };
	const sentence = `Two facts are called ${twice}. Give one of them another name, or empty its row.`;
	return { body: undefined, problems: { ...problems, facts: sentence } };
}
