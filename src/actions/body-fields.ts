import { z } from 'astro/zod';
import { aboutTheForm, type Fields } from '#policies/typed.ts';

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
