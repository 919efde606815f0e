/** So many pauses follow an error: what is broken for long does not fill the log. */
const pausesAfterError = 15;

/**
 * Does work again and again with a pause after each time, never two at once; an error ends that time
 * only. Returns what stops it: it resolves when the work in hand is done.
 */
export function repeat(
	work: () => Promise<void>,
	{ pause, onError }: { pause: number; onError: (error: unknown) => void },
): () => Promise<void> {
	let stopped = false;
	let working = Promise.resolve();
	let timer = setTimeout(next, pause);
	timer.unref();

	function next(): void {
		working = work().then(
			() => wait(pause),
			(error: unknown) => {
				onError(error);
				wait(pause * pausesAfterError);
			},
		);
	}

	function wait(milliseconds: number): void {
		if (stopped) return;
		timer = setTimeout(next, milliseconds);
		timer.unref();
	}

	return async () => {
		stopped = true;
		clearTimeout(timer);
		await working;
	};
}
