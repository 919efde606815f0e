import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '#db/connection.ts';
import { readDirectory, type Directory } from './directory.ts';
import { ScimProblem } from './problem.ts';
import { noteProblem } from './problems.ts';
import { findToken } from './tokens.ts';

/** Slows down whoever shows wrong tokens. A right one always passes: providers share addresses. */
export type TokenLimits = {
	/** Notes a failure; returns the seconds to wait, 0 for none yet. */
	failed(address: string): Promise<number>;
};

const quarterHour = 15 * 60;

/** Thirty wrong tokens from an address in a quarter of an hour. */
export function createTokenLimits(): TokenLimits {
	const limiter = new RateLimiterMemory({ points: 30, duration: quarterHour });
	return {
		async failed(address) {
			try {
				await limiter.consume(address);
				return 0;
			} catch (refusal) {
				if (refusal instanceof RateLimiterRes) return Math.ceil(refusal.msBeforeNext / 1000);
				throw refusal;
			}
		},
	};
}

type Visit = {
	readonly authorization: string | null;
	readonly address: string;
	readonly at: number;
};

/** The guard of the directories' door: the directory whose token this is. Nothing else counts, cookies least of all. */
export async function requireToken(
	db: Database,
	limits: TokenLimits,
	{ authorization, address, at }: Visit,
): Promise<Directory> {
	const [, token] = /^Bearer +([\w.~+/=-]{1,500})$/i.exec(authorization ?? '') ?? [];
	const found = token === undefined ? undefined : await findToken(db, token, at);
	if (found?.kind === 'directory') return found.directory;
	const wait = await limits.failed(address);
	if (wait > 0) throw new ScimProblem(429, 'Too many wrong tokens.', { retryAfter: wait });
	const problem = new ScimProblem(401, 'This token is unknown, has ended, or was revoked.');
	if (found?.kind === 'ended') {
		const directory = await readDirectory(db.read, found.directoryId);
		await noteProblem(
			db,
			{ directory, at },
			{ method: 'with an ended token', segments: [] },
			problem,
		);
	}
	throw problem;
}
