import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	root: fileURLToPath(new URL('../..', import.meta.url)),
	test: {
		name: 'browser',
		include: ['test/browser/**/*.test.ts'],
		globalSetup: ['test/build-database.ts', 'test/browser/build-site.ts'],
		// Each file has a server and a browser of its own, which often wait for each other.
		maxWorkers: 3,
		testTimeout: 60_000,
		hookTimeout: 60_000,
	},
});
