import { spawnSync } from 'node:child_process';

/** Builds the site once a run: journeys go through what people get. */
export default function setup(): void {
	if (process.env['SITE_IS_BUILT']) return;
	const built = spawnSync('npx', ['astro', 'build', '--silent'], { encoding: 'utf8' });
	if (built.status !== 0) {
		throw new Error(`The site cannot be built. Run npm run build to see why.\n${built.stderr}`);
	}
}
