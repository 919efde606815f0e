import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';

/** Slows guessing down. A site shares one address, so there only failures count, and many of them. */
export type SignInLimits = {
	/** 0 if the person may try now. */
	minutesToWait(number: string, address: string): Promise<number>;
	failed(number: string, address: string): Promise<void>;
	succeeded(number: string): Promise<void>;
};

const quarterHour = 15 * 60;

/** Ten wrong PINs for a number, or a hundred failures from an address, in a quarter of an hour. */
export function createSignInLimits(): SignInLimits {
	const byNumber = new RateLimiterMemory({ points: 10, duration: quarterHour });
	const byAddress = new RateLimiterMemory({ points: 100, duration: quarterHour });
	return {
		async minutesToWait(number, address) {
			const blocked = [await spent(byNumber, number), await spent(byAddress, address)];
			return Math.ceil(Math.max(...blocked) / 60_000);
		},
		async failed(number, address) {
			await byNumber.penalty(normal(number));
			await byAddress.penalty(normal(address));
		},
		async succeeded(number) {
			await byNumber.delete(normal(number));
		},
	};
}

/** Milliseconds until a key may try again; 0 if it may now. */
async function spent(limiter: RateLimiterMemory, key: string): Promise<number> {
	const state: RateLimiterRes | null = await limiter.get(normal(key));
	return state && state.consumedPoints >= limiter.points ? state.msBeforeNext : 0;
}

function normal(key: string): string {
	return key.trim().toLowerCase();
}
