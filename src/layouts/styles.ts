import { createHash } from 'node:crypto';
import { paths } from '../paths.ts';
import deskCss from '../ui/desk.css?inline';
import kioskCss from '../ui/kiosk.css?inline';
import paperCss from '../ui/paper.css?inline';
import touchstoneCss from '../ui/touchstone.css?inline';

// The style stands in the page, so that the first paint over a slow connection waits for one answer
// only. The policy names its hash; no other style runs.

export const styles = {
	everybody: touchstoneCss,
	desk: deskCss,
	kiosk: kioskCss,
	paper: paperCss,
} as const;

const hashes = Object.values(styles).map(
	(css) => `'sha256-${createHash('sha256').update(css).digest('base64')}'`,
);

/** Pages that read badges: they alone may use the camera, and run what reads its picture. */
const readBadges: readonly string[] = [paths.kiosk, paths.walk];

/** What a page may load. */
export function policyFor(path: string): { readonly content: string; readonly camera: boolean } {
	const camera = readBadges.includes(path);
	return { content: camera ? withWasm : policy, camera };
}

const policy = [
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

// WebAssembly from our own origin, for browsers that read no bar codes by themselves; eval stays off.
const withWasm = policy.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'");
