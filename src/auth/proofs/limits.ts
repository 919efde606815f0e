import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Slows the guessing of codes down, for each person. */
export type ProofLimits = {
	/** Takes one try and returns 0, or the minutes to wait. */
	takeTry(employeeId: string): Promise<number>;
	succeeded(employeeId: string): Promise<void>;
};

/** Five wrong codes in a quarter of an hour: of a million codes three are right at a time. */
export function createProofLimits(): ProofLimits {
	const tries = new RateLimiterMemory({ points: 5, duration: 15 * 60 });
	return {
		async takeTry(employeeId) {
			try {
				await tries.consume(employeeId);
				return 0;
			} catch (refusal) {
				if (refusal instanceof RateLimiterRes) return Math.ceil(refusal.msBeforeNext / 60_000);
				throw refusal;
			}
		},
		async succeeded(employeeId) {
			await tries.delete(employeeId);
		},
	};
}
