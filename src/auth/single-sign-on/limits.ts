import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Slows down who sets out again and again: each way out is a row, and some carry what was typed. */
export type StartLimits = {
	/** Takes one start with so many characters to keep; false if there were too many. */
	take(address: string, characters: number): Promise<boolean>;
};

const tenMinutes = 10 * 60;

/**
 * A company may share one address: three thousand starts in ten minutes. Each two thousand
 * characters to keep count as one more, which comes to some six megabytes.
 */
export function createStartLimits(): StartLimits {
	const byAddress = new RateLimiterMemory({ points: 3000, duration: tenMinutes });
	return {
		async take(address, characters) {
			try {
				await byAddress.consume(address, 1 + Math.ceil(characters / 2000));
				return true;
			} catch (refusal) {
				if (refusal instanceof RateLimiterRes) return false;
				throw refusal;
			}
		},
	};
}
