import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Slows guessing down. A site shares one address, so there only failures count, and many of them. */
export type SignInLimits = {
	/**
	 * Takes one try and returns 0, or returns the minutes to wait. It is taken before the PIN is
	 * looked at: guesses that come at once must not all be looked at.
	 */
	takeTry(number: string, address: string): Promise<number>;
	/** Gives back what the right PIN took. */
	succeeded(number: string, address: string): Promise<void>;
};

const quarterHour = 15 * 60;

/** Ten wrong PINs for a number, or a hundred failures from an address, in a quarter of an hour. */
export function createSignInLimits(): SignInLimits {
	const byNumber = new RateLimiterMemory({ points: 10, duration: quarterHour });
	const byAddress = new RateLimiterMemory({ points: 100, duration: quarterHour });
	return {
		async takeTry(number, address) {
			const waits = [await take(byNumber, number), await take(byAddress, address)];
			return Math.ceil(Math.max(...waits) / 60_000);
		},
		async succeeded(number, address) {
			await byNumber.delete(normal(number));
			await byAddress.reward(normal(address));
		},
	};
}

/** 0, or the milliseconds until a key may try again. */
async function take(limiter: RateLimiterMemory, key: string): Promise<number> {
	try {
		await limiter.consume(normal(key));
		return 0;
	} catch (refusal) {
		if (refusal instanceof RateLimiterRes) return Math.max(1, refusal.msBeforeNext);
		throw refusal;
	}
}

function normal(key: string): string {
	return key.trim().toLowerCase();
}
