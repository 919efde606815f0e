import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
	root: fileURLToPath(new URL('..', import.meta.url)),
	test: {
		name: 'product',
		include: ['test/**/*.test.ts'],
		// Journeys in a real browser have a configuration of their own.
		exclude: [...configDefaults.exclude, 'test/browser/**'],
		globalSetup: ['test/build-database.ts'],
		setupFiles: ['test/setup.ts'],
		// Modules are loaded once a worker and not once a file, which halves the time: no test leaves
		// anything behind in one.
		isolate: false,
	},
});
