import type { Json } from '#lib/hash.ts';
import { resourceSchema } from './json.ts';
import { ScimProblem, wrong } from './problem.ts';

/** A request as the rooms see it. */
export type ScimRequest = {
	readonly method: string;
	/** `['Users', '…']` */
	readonly segments: readonly string[];
	readonly search: URLSearchParams;
	/** Null where nothing is sent. */
	readonly body: Json;
	readonly ifMatch: string | null;
	readonly ifNoneMatch: string | null;
	/** Where all of it is: `https://touchstone.example/scim/v2`. */
	readonly base: string;
};

export type ScimAnswer = {
	readonly status: number;
	readonly body?: Json;
	readonly headers?: Readonly<Record<string, string>>;
};

/** Bytes: a group of ten thousand members comes to one million. */
const largestBody = 2_000_000;

/** Reads the JSON of a request, or says what is wrong with it. */
export async function readBody(request: Request): Promise<Json> {
	const kind = request.headers.get('content-type') ?? '';
	if (!/^application\/(scim\+)?json\b/i.test(kind))
		throw new ScimProblem(415, 'Send application/scim+json.');
	const text = await readText(request);
	try {
		return resourceSchema.parse(JSON.parse(text));
	} catch {
		// What is nested so deep that reading it fails is no JSON of a directory's either.
		throw wrong('invalidSyntax', 'The body is not a JSON object.');
	}
}

async function readText(request: Request): Promise<string> {
	const tooLarge = () => new ScimProblem(413, 'The body has two million bytes at most.');
	if (Number(request.headers.get('content-length') ?? 0) > largestBody) throw tooLarge();
	const pieces: Uint8Array[] = [];
	let size = 0;
	for await (const piece of request.body ?? []) {
		size += piece.byteLength;
		if (size > largestBody) throw tooLarge();
		pieces.push(piece);
	}
	return Buffer.concat(pieces).toString('utf8');
}

/** Refuses to change what somebody else changed since it was read. */
export function checkMatch({ ifMatch }: ScimRequest, version: string): void {
	if (ifMatch === null || names(ifMatch, version)) return;
	throw new ScimProblem(412, 'It has changed since it was read. Read it again.');
}

/** Nothing to send where the directory has this version already. */
export function isKnown({ ifNoneMatch }: ScimRequest, version: string): boolean {
	return ifNoneMatch !== null && names(ifNoneMatch, version);
}

/** Weak or not, a version is the same. */
function names(header: string, version: string): boolean {
	const bare = (tag: string) => tag.trim().replace(/^W\//i, '');
	return header.split(',').some((tag) => tag.trim() === '*' || bare(tag) === bare(version));
}
