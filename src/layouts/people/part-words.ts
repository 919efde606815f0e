const words: Readonly<Record<string, string>> = {
	...{ teamId: 'the team', startedAt: 'the first day', leads: 'the teams led' },
	...{ number: 'the number', name: 'the name', job: 'the job', language: 'the language' },
	...{ email: 'the address', channels: 'the channels', roles: 'the roles' },
	...{ siteId: 'the site', vendorId: 'the vendor', parentId: 'the team above', shift: 'the shift' },
};

/** "the team, the job": what of somebody or something was changed. */
export function partsInWords(parts: readonly string[]): string {
	const known = parts.flatMap((part) => words[part] ?? []);
	return known.length > 0 ? known.join(', ') : 'something here';
}
