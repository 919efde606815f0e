import { spawnSync } from 'node:child_process';

/** Builds the site once a run: journeys go through what people get. */
export default function setup(): void {
	if (process.env['SITE_IS_BUILT']) return;
	// vitest's own NODE_ENV would make another site of it.
	const env = { ...process.env, NODE_ENV: 'production' };
	const built = spawnSync('npx', ['astro', 'build', '--silent'], { encoding: 'utf8', env });
	if (built.status !== 0) {
		throw new Error(`The site cannot be built. Run npm run build to see why.\n${built.stderr}`);
	}
}
