import { createHash } from 'node:crypto';
import deskCss from '../ui/desk.css?inline';
import touchstoneCss from '../ui/touchstone.css?inline';

// The style stands in the page, so that the first paint over a slow connection waits for one answer
// only. The policy names its hash; no other style runs.

export const styles = { everybody: touchstoneCss, desk: deskCss } as const;

const hashes = Object.values(styles).map(
	(css) => `'sha256-${createHash('sha256').update(css).digest('base64')}'`,
);

export const contentSecurityPolicy = [
	"default-src 'none'",
	"script-src 'self'",
	`style-src 'self' ${hashes.join(' ')}`,
	"img-src 'self' data:",
	"connect-src 'self'",
	"manifest-src 'self'",
	"form-action 'self'",
	"base-uri 'none'",
	"frame-ancestors 'none'",
].join('; ');
