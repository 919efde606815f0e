// Loaded before a server that is measured (`node --import`): tells the bench, whenever it asks, how
// many microseconds of processor time the process has used.

process.on('message', () => {
	const { user, system } = process.cpuUsage();
	process.send?.(user + system);
});
process.channel?.unref();
