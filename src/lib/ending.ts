import { channel } from 'node:diagnostics_channel';

// The process that serves and the built server that it loads are two sets of modules: what one of
// them has begun, the other ends through a channel that both can name.

const ending = channel('touchstone.ending');

/** Asks for a last word before the process ends. */
export function beforeEnding(finish: () => Promise<void>): void {
	ending.subscribe((finishing) => {
		if (Array.isArray(finishing)) finishing.push(finish());
	});
}

/** Lets everything finish that asked for it. */
export async function finishEverything(): Promise<void> {
	const finishing: Promise<void>[] = [];
	ending.publish(finishing);
	await Promise.allSettled(finishing);
}
