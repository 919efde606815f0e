import { z } from 'astro/zod';
import { type CheckedBody, checkBody } from '#policies/check-body.ts';
import { factsOf, versionsAt } from '#policies/facts.ts';
import { aboutTheForm, type Fields } from '#policies/typed.ts';
import { readPolicies } from '#policies/versions.ts';
import { catalogue, database } from '../installation.ts';
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

/** In a body the second fact of a name would silently replace the first. */
function namedTwice(fields: Fields): string | undefined {
	const names = Object.entries(fields).flatMap(([name, value]) =>
		/^fact\.\d+\.name$/.test(name) && typeof value === 'string' && value.trim() ? value.trim() : [],
	);
	return names.find((name, index) => names.indexOf(name) !== index);
}

/** The fields that say something about the policy, as they were typed. */
export function bodyFields(form: Readonly<Record<string, unknown>>): Fields {
	const fields: Record<string, string | readonly string[]> = {};
	for (const [name, value] of Object.entries(form)) {
		if (aboutTheForm.test(name)) continue;
		// A browser sends line ends of its own kind.
		if (typeof value === 'string') fields[name] = value.replaceAll('\r\n', '\n');
		else if (Array.isArray(value)) fields[name] = value.map(String);
	}
	return fields;
}

const fieldsSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

export function beganWith(json: string): Fields {
	try {
		return bodyFields(fieldsSchema.parse(JSON.parse(json)));
	} catch {
		return {};
	}
}
