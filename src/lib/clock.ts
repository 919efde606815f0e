/** The one clock that the server reads. Functions take a time as an argument; only doors ask this. */
let offset = 0;

/** Milliseconds since 1970 in UTC. */
export function now(): number {
	return Date.now() + offset;
}

/** Moves the clock for tests; the environment allows it on a loopback address only. */
export function moveClock(milliseconds: number): void {
	offset += milliseconds;
}
