import { type Cookie, generateIdFromEntropySize, Lucia, TimeSpan } from 'lucia';
import type { Database } from '#db/connection.ts';
import type { SignInMethod } from '#db/schema/auth.ts';
import { sha256 } from '#lib/hash.ts';
import type { Person } from '#people/person.ts';
import { createSessionAdapter, type SessionFacts } from './session-adapter.ts';
import { noteUse, renameSession } from './session-use.ts';

export const sessionCookie = 'touchstone_session';

/** Letters; what comes after says nothing more. */
const longestAgent = 300;

/** How and where somebody gets in. */
export type Beginning = {
	readonly at: number;
	readonly method: SignInMethod;
	/** The enrolled device it happens on. */
	readonly deviceId?: string | undefined;
	/** What the browser says it is. */
	readonly agent?: string | undefined;
	/** She has proved herself twice already: by single sign-on, or a passkey. */
	readonly proven?: boolean | undefined;
};

/** A session as its pages need to know it. The id itself is the cookie's alone. */
export type Session = SessionFacts & { readonly idHash: string };

/** Sessions: the only door to lucia. */
export type Sessions = {
	/** Signs a person in; returns the cookie to set. */
	begin(employeeId: string, beginning: Beginning): Promise<Cookie>;
	/** Whose session a cookie's value names, and the cookie to set if its time was extended. */
	check(
		id: string,
	): Promise<{ person: Person; session: Session; renewed: Cookie | undefined } | undefined>;
	end(id: string): Promise<void>;
	/** The same session under a new id, which nobody can have seen; returns the cookie to set. */
	renew(id: string): Promise<Cookie>;
	/** Keeps, to within five minutes, when it was last used. */
	noteUse(session: Session, at: number): Promise<void>;
	/** Throws away the rows of those that have run out. */
	sweep(): Promise<void>;
	/** The cookie that forgets. */
	readonly blank: Cookie;
};

/** `secure` asks the browser to send the cookie over TLS only. */
export function createSessions(db: Database, { secure }: { secure: boolean }): Sessions {
	const lucia = new Lucia(createSessionAdapter(db), {
		getUserAttributes: ({ person }) => ({ person }),
		getSessionAttributes: (facts) => facts,
		sessionExpiresIn: new TimeSpan(12, 'h'),
		sessionCookie: {
			name: sessionCookie,
			attributes: { secure, sameSite: 'lax', path: '/' },
		},
	});
	return {
		async begin(employeeId, { at, method, deviceId, agent, proven }) {
			const session = await lucia.createSession(employeeId, {
				createdAt: at,
				lastUsedAt: at,
				method,
				deviceId: deviceId ?? null,
				agent: agent?.slice(0, longestAgent) ?? null,
				provenAt: proven ? at : null,
			});
			return lucia.createSessionCookie(session.id);
		},
		async check(id) {
			const { session, user } = await lucia.validateSession(id);
			if (!session || !user) return undefined;
			const renewed = session.fresh ? lucia.createSessionCookie(session.id) : undefined;
			const { method, deviceId, agent, provenAt, createdAt, lastUsedAt } = session;
			const facts = { method, deviceId, agent, provenAt, createdAt, lastUsedAt };
			return { person: user.person, session: { idHash: sha256(id), ...facts }, renewed };
		},
		end: (id) => lucia.invalidateSession(id),
		async renew(id) {
			// As many random bytes as lucia takes for its own.
			const renewed = generateIdFromEntropySize(25);
			await renameSession(db, { from: sha256(id), to: sha256(renewed) });
			return lucia.createSessionCookie(renewed);
		},
		noteUse: (session, at) => noteUse(db, session, at),
		sweep: () => lucia.deleteExpiredSessions(),
		blank: lucia.createBlankSessionCookie(),
	};
}
