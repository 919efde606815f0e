const reads = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that may change something comes from our own pages: every browser in use says
 * so in Origin or Sec-Fetch-Site. Cookies alone prove nothing about who wrote the form.
 */
export function isSameOrigin(request: Request, publicOrigin: string | undefined): boolean {
	if (reads.has(request.method)) return true;
	const origin = request.headers.get('origin');
	if (origin === null || origin === 'null')
		return request.headers.get('sec-fetch-site') === 'same-origin';
	if (publicOrigin !== undefined) return origin === new URL(publicOrigin).origin;
	return URL.canParse(origin) && new URL(origin).host === request.headers.get('host');
}

/** The headers that every answer of the server carries. Pages hold people's records: they are not stored. */
export function secure(
	headers: Headers,
	contentSecurityPolicy: string | undefined,
	{ camera = false } = {},
): void {
	if (contentSecurityPolicy) headers.set('content-security-policy', contentSecurityPolicy);
	headers.set('x-content-type-options', 'nosniff');
	headers.set('referrer-policy', 'same-origin');
	headers.set('cross-origin-opener-policy', 'same-origin');
	const seeing = camera ? 'camera=(self)' : 'camera=()';
	headers.set('permissions-policy', `${seeing}, microphone=(self), geolocation=()`);
	if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-store');
}
