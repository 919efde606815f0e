import { type Cookie, Lucia, TimeSpan } from 'lucia';
import type { Database } from '#db/connection.ts';
import type { Person } from '#people/person.ts';
import { createSessionAdapter } from './session-adapter.ts';

export const sessionCookie = 'touchstone_session';

/** Sessions: the only door to lucia. */
export type Sessions = {
	/** Signs a person in; returns the cookie to set. */
	begin(employeeId: string): Promise<Cookie>;
	/** Whose session a cookie's value names, and the cookie to set if its time was extended. */
	check(id: string): Promise<{ person: Person; renewed: Cookie | undefined } | undefined>;
	end(id: string): Promise<void>;
	/** The cookie that forgets. */
	readonly blank: Cookie;
};

/** `secure` asks the browser to send the cookie over TLS only. */
export function createSessions(db: Database, { secure }: { secure: boolean }): Sessions {
	const lucia = new Lucia(createSessionAdapter(db), {
		getUserAttributes: ({ person }) => ({ person }),
		sessionExpiresIn: new TimeSpan(12, 'h'),
		sessionCookie: {
			name: sessionCookie,
			attributes: { secure, sameSite: 'lax', path: '/' },
		},
	});
	return {
		async begin(employeeId) {
			const session = await lucia.createSession(employeeId, {});
			return lucia.createSessionCookie(session.id);
		},
		async check(id) {
			const { session, user } = await lucia.validateSession(id);
			if (!session || !user) return undefined;
			const renewed = session.fresh ? lucia.createSessionCookie(session.id) : undefined;
			return { person: user.person, renewed };
		},
		end: (id) => lucia.invalidateSession(id),
		blank: lucia.createBlankSessionCookie(),
	};
}
