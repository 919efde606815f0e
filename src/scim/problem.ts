import type { Json } from '#lib/hash.ts';

/** The words of RFC 7644 for what is wrong. */
export type ScimType =
	| 'invalidFilter'
	| 'tooMany'
	| 'uniqueness'
	| 'mutability'
	| 'invalidSyntax'
	| 'invalidPath'
	| 'noTarget'
	| 'invalidValue';

/** What a directory is told when its request fails; the sentence is on the administrator's page too, so it names nobody. */
export class ScimProblem extends Error {
	override name = 'ScimProblem';
	readonly status: number;
	readonly scimType: ScimType | undefined;
	readonly retryAfter: number | undefined;

	constructor(
		status: number,
		detail: string,
		{ scimType, retryAfter }: { scimType?: ScimType; retryAfter?: number } = {},
	) {
		super(detail);
		this.status = status;
		this.scimType = scimType;
		this.retryAfter = retryAfter;
	}
}

/** A request that makes no sense as it is. */
export function wrong(scimType: ScimType, detail: string): ScimProblem {
	return new ScimProblem(400, detail, { scimType });
}

export function taken(detail: string): ScimProblem {
	return new ScimProblem(409, detail, { scimType: 'uniqueness' });
}

export function missing(what: 'user' | 'group'): ScimProblem {
	return new ScimProblem(404, `There is no ${what} with this id.`);
}

/** The error as RFC 7644 writes it. */
export function problemBody({ status, message, scimType }: ScimProblem): Json {
	return {
		schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
		status: String(status),
		...(scimType ? { scimType } : {}),
		detail: message,
	};
}
