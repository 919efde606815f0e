import type { Resource } from '#db/schema/scim.ts';
import type { Json } from '#lib/hash.ts';
import { partOf } from './json.ts';
import { ScimProblem } from './problem.ts';
import { listBody, mostAtOnce } from './query.ts';
import { describedSchemas, enterpriseUrn, groupUrn, userUrn } from './schema.ts';

/** What this service can do, which kinds of things it has, and their attributes; undefined for anything else. */
export function describe(segments: readonly string[], base: string): Json | undefined {
	const [what, id] = segments;
	if (what === 'ServiceProviderConfig') return serviceProviderConfig(base);
	if (what === 'ResourceTypes') return oneOrAll(resourceTypes(base), id);
	if (what === 'Schemas') return oneOrAll(describedSchemas(base), id);
	return undefined;
}

function oneOrAll(all: readonly Json[], id: string | undefined): Json {
	if (id === undefined) return listBody(all, { total: all.length, startIndex: 1 });
	const one = all.find((item) => partOf(item, 'id') === id);
	if (one === undefined) throw new ScimProblem(404, 'There is nothing with this id.');
	return one;
}

function serviceProviderConfig(base: string): Resource {
	return {
		schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
		patch: { supported: true },
		bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
		filter: { supported: true, maxResults: mostAtOnce },
		changePassword: { supported: false },
		sort: { supported: true },
		etag: { supported: true },
		authenticationSchemes: [
			{
				type: 'oauthbearertoken',
				name: 'Bearer token',
				description: 'A token that an administrator makes on the page Directories.',
				specUri: 'https://www.rfc-editor.org/info/rfc6750',
				primary: true,
			},
		],
		meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
	};
}

function resourceTypes(base: string): Resource[] {
	return [
		{
			...resourceType('User', 'Users', userUrn, base),
			schemaExtensions: [{ schema: enterpriseUrn, required: false }],
		},
		resourceType('Group', 'Groups', groupUrn, base),
	];
}

function resourceType(name: string, at: string, schema: string, base: string): Resource {
	return {
		schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
		...{ id: name, name, endpoint: `/${at}`, schema },
		meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${name}` },
	};
}
