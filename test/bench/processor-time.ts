// Loaded before a server that is measured (`node --import`): tells the bench, whenever it asks, how
// many microseconds of processor time the process has used, or how many milliseconds its event loop
// was kept busy at the longest, in one go, since it was asked before. That is the main thread's own
// work, so that whatever else the machine does is not counted.

let longest = 0;
let before = process.threadCpuUsage();

setInterval(() => {
	const now = process.threadCpuUsage();
	longest = Math.max(longest, now.user + now.system - before.user - before.system);
	before = now;
}, 1).unref();

process.on('message', (what) => {
	const { user, system } = process.cpuUsage();
	process.send?.(what === 'stall' ? longest / 1000 : user + system);
	if (what === 'stall') longest = 0;
});
process.channel?.unref();
