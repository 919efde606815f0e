import SCIMMY from 'scimmy';
import type { Json } from '#lib/hash.ts';

// What RFC 7643 says of users and groups. The library's definitions are read, never changed: they
// are one for the whole process.

const { User, Group, EnterpriseUser } = SCIMMY.Schemas;

export const userUrn = User.definition.id;
export const groupUrn = Group.definition.id;
export const enterpriseUrn = EnterpriseUser.definition.id;

type Definition = typeof User.definition;
export type Attribute = {
	readonly name: string;
	readonly many: boolean;
	/** Empty for what is one value. */
	readonly parts: ReadonlyMap<string, string>;
};

const byUrn = new Map(
	[User, Group, EnterpriseUser].map(({ definition }) => [
		definition.id.toLowerCase(),
		attributesOf(definition),
	]),
);

function attributesOf(definition: Definition): ReadonlyMap<string, Attribute> {
	// externalId is common to all resources, and so in no schema of its own.
	const own = definition.attributes.map(({ name, config, subAttributes = [] }) => {
		const parts = new Map(subAttributes.map((part) => [part.name.toLowerCase(), part.name]));
		return [name.toLowerCase(), { name, many: Boolean(config.multiValued), parts }] as const;
	});
	return new Map([
		['externalid', { name: 'externalId', many: false, parts: new Map<string, string>() }],
		...own,
	]);
}

/** An attribute by its name, in whatever case it is written; undefined where the schema has none. */
export function attributeOf(urn: string, name: string): Attribute | undefined {
	return byUrn.get(urn.toLowerCase())?.get(name.toLowerCase());
}

/** The schemas as the directory may ask for them. */
export function describedSchemas(base: string): Json[] {
	return [User, Group, EnterpriseUser].map(({ definition }) =>
		JSON.parse(JSON.stringify(definition.describe(`${base}/Schemas`))),
	);
}

/** A filter as the library reads it: alternatives, each an object of comparisons by attribute. */
export function readFilter(text: string): unknown[] {
	return [...new SCIMMY.Types.Filter(text)];
}
