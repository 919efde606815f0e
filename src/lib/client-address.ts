/**
 * Who calls, where so many proxies of ours stand in front: each writes down at the end whom it heard
 * from, so the last entry is what the last of them saw. What stands further left anybody may have
 * written. Without proxies, or where an entry is missing, it is the address of the connection.
 */
export function clientAddress(
	connection: string,
	forwardedFor: string | null,
	proxies: number,
): string {
	if (proxies === 0) return connection;
	const heard = (forwardedFor ?? '').split(',').map((entry) => entry.trim());
	const entry = heard.at(-proxies) ?? '';
	// "203.0.113.7:4711" and "[2001:db8::1]:4711" come with a port.
	const bare = /^\[(.+)\](?::\d+)?$/.exec(entry)?.[1] ?? entry.replace(/^([\d.]+):\d+$/, '$1');
	return bare === '' ? connection : bare;
}
