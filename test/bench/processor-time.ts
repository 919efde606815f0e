// Loaded before a server that is measured (`node --import`): tells the bench, whenever it asks, how
// many microseconds of processor time the process has used, or how many milliseconds its event loop
// stood still at the longest since it was asked before.
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Milliseconds between two looks. */
const resolution = 5;
const delay = monitorEventLoopDelay({ resolution });
delay.enable();

process.on('message', (what) => {
	const { user, system } = process.cpuUsage();
	process.send?.(what === 'stall' ? Math.max(0, delay.max / 1e6 - resolution) : user + system);
	if (what === 'stall') delay.reset();
});
process.channel?.unref();
