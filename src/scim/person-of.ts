import type { Resource } from '#db/schema/scim.ts';
import { isLanguage } from '#lib/language.ts';
import { isPlain, partOf, textOf } from './json.ts';
import { wrong } from './problem.ts';
import { enterpriseUrn } from './schema.ts';

/** What a directory says of a person that the product has a place for; undefined where it says nothing. */
export type PersonSaid = {
	readonly number: string | undefined;
	readonly name: string;
	readonly job: string | undefined;
	readonly language: string | undefined;
	readonly email: string | undefined;
};

const longestName = 200;

/** Reads a person out of a resource: a name there always is, be it one word or the user name. */
export function personOf(resource: Resource): PersonSaid {
	const number = textOf(partOf(resource[enterpriseUrn], 'employeeNumber'));
	if (number !== undefined && !/^\S{1,40}$/.test(number))
		throw wrong('invalidValue', 'An employeeNumber has no spaces and forty letters at most.');
	return {
		number,
		name: nameOf(resource).slice(0, longestName),
		job: textOf(resource['title'])?.slice(0, longestName),
		language: languageOf(resource['preferredLanguage']) ?? languageOf(resource['locale']),
		email: emailOf(resource),
	};
}

function nameOf(resource: Resource): string {
	const part = (name: string) => textOf(partOf(resource['name'], name));
	const both = [part('givenName'), part('familyName')].filter((name) => name !== undefined);
	const whole = both.length > 0 ? both.join(' ') : undefined;
	return (
		textOf(resource['displayName']) ?? part('formatted') ?? whole ?? String(resource['userName'])
	);
}

/** `en_US` and `en-US,en;q=0.8` are English. */
function languageOf(value: unknown): string | undefined {
	const code = textOf(value)?.split(/[,;]/)[0]?.split(/[-_]/)[0]?.toLowerCase();
	return code !== undefined && isLanguage(code) ? code : undefined;
}

/** The address for work, else the first one. */
function emailOf(resource: Resource): string | undefined {
	const all = [resource['emails'] ?? []].flat().filter(isPlain);
	const isWork = (email: Resource) => textOf(email['type'])?.toLowerCase() === 'work';
	const chosen = all.find(isWork) ?? all.find((email) => email['primary'] === true) ?? all[0];
	const address = textOf(chosen?.['value']);
	if (address !== undefined && !/^[^\s@<>,]+@[^\s@<>,]+$/.test(address))
		throw wrong('invalidValue', 'An e-mail address is written like name@company.example.');
	return address;
}
