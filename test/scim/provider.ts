import { desc, eq } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Database } from '#db/connection.ts';
import { auditEntries, auditPayloads } from '#db/schema/audit.ts';
import { employees } from '#db/schema/people.ts';
import { directoryUsers } from '#db/schema/scim.ts';
import { answerScim } from '#scim/answer.ts';
import { addDirectory } from '#scim/connect.ts';
import { readDirectory } from '#scim/directory.ts';
import { partOf } from '#scim/json.ts';
import { problemBody, ScimProblem } from '#scim/problem.ts';
import type { Json } from '#lib/hash.ts';
import { cast, castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';

export const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
export const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const administrator = { by: cast.administrator.id, at: castTime };
export const base = 'https://touchstone.example/scim/v2';

/** What a directory hears. `body` is as it comes over the wire. */
export type Heard = {
	readonly status: number;
	readonly body: unknown;
	readonly headers: Readonly<Record<string, string>>;
};

type More = {
	readonly ifMatch?: string;
	readonly ifNoneMatch?: string;
	readonly at?: number;
};

/** A directory that calls the service, past the door: what the token guards is tested by itself. */
export async function provider(
	options: { team?: string; id?: string; db?: Database; linksByEmail?: 'on' } = {},
) {
	const { team = 'warehouse-night', id = 'entra', linksByEmail } = options;
	const db = options.db ?? (await testDatabase());
	const said = { name: `The ${id}`, team, channels: ['warehouse'], linksByEmail };
	await addDirectory(db, id, said, administrator);

	async function call(method: string, path: string, body?: Json, more: More = {}): Promise<Heard> {
		const url = new URL(`${base}${path}`);
		const directory = await readDirectory(db.read, id);
		const request = {
			method,
			segments: url.pathname.slice('/scim/v2/'.length).split('/').filter(Boolean),
			search: url.searchParams,
			read: async () => body ?? null,
			ifMatch: more.ifMatch ?? null,
			ifNoneMatch: more.ifNoneMatch ?? null,
			base,
		};
		try {
			const answer = await answerScim(db, { directory, at: more.at ?? castTime }, request);
			return { body: undefined, headers: {}, ...answer };
		} catch (error) {
			if (!(error instanceof ScimProblem)) throw error;
			return { status: error.status, body: problemBody(error), headers: {} };
		}
	}

	/** Creates a user and returns its id. */
	async function post(user: { readonly [key: string]: Json }): Promise<string> {
		const heard = await call('POST', '/Users', { schemas: [userSchema], ...user });
		expect(heard.status, JSON.stringify(heard.body)).toBe(201);
		return idOf(heard);
	}

	return { db, id, call, post };
}

export type Provider = Awaited<ReturnType<typeof provider>>;

export function idOf({ body }: Heard): string {
	return String(partOf(body, 'id'));
}

export function patch(...Operations: Json[]): Json {
	return { schemas: [patchOp], Operations };
}

/** The person with a number, as the table has her. */
export async function employeeBy(db: Database, number: string) {
	const [row] = await db.read.select().from(employees).where(eq(employees.number, number));
	return row ?? expect.fail(`Nobody has the number ${number}.`);
}

/** The newest audit rows, newest first. */
export async function audit(db: Database, most = 50) {
	const rows = await db.read
		.select()
		.from(auditEntries)
		.innerJoin(auditPayloads, eq(auditPayloads.seq, auditEntries.seq))
		.orderBy(desc(auditEntries.seq))
		.limit(most);
	return rows.map(({ audit_entries, audit_payloads }) => ({
		...audit_entries,
		payload: audit_payloads.payload,
	}));
}

/** The person behind a user, as the table has her. */
export async function behind(db: Database, userId: string) {
	const [row] = await db.read
		.select({ employee: employees })
		.from(directoryUsers)
		.innerJoin(employees, eq(employees.id, directoryUsers.employeeId))
		.where(eq(directoryUsers.id, userId));
	return row?.employee ?? expect.fail(`There is no user ${userId}.`);
}
