import mdx from '@astrojs/mdx';
import node from '@astrojs/node';
import { defineConfig, passthroughImageService } from 'astro/config';

/** A little more than src/middleware.ts lets through: there it becomes a page. */
const mostBytes = 5 * 1024 * 1024;
/** A little more than a roster may have: src/middleware.ts holds everything else to its own measure. */
const largestUpload = 65 * 1024 * 1024;

export default defineConfig({
	output: 'server',
	adapter: node({ mode: 'standalone', bodySizeLimit: largestUpload }),
	integrations: [mdx()],
	// Nothing of ours uses Astro's own sessions: sign-in is in src/auth.
	session: false,
	// src/middleware.ts checks the origin of every request that is not a read, JSON included.
	security: { checkOrigin: false, actionBodySizeLimit: mostBytes },
	devToolbar: { enabled: false },
	// Pictures are drawn as SVG: they are served as they are, as files.
	image: { service: passthroughImageService() },
	build: { inlineStylesheets: 'never' },
	vite: {
		build: { assetsInlineLimit: 0, sourcemap: false },
		// Native modules and their loaders cannot be bundled.
		ssr: { external: ['@libsql/client', '@node-rs/argon2', 'satteri', 'pino', 'nodemailer'] },
	},
});
