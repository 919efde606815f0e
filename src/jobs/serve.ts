import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { connect, type Socket } from 'node:net';
import compression from 'compression';
import { finishEverything } from '#lib/ending.ts';
import type { Environment } from '#lib/environment.ts';
import { log } from '#lib/log.ts';

/** Serves until SIGTERM or SIGINT; then finishes what is in flight and ends the process. */
export async function serve(handler: RequestListener, env: Environment): Promise<void> {
	const compress = compression({ threshold: 600 });
	const server = createHttpServer((request, response) => {
		// Files are served beside the middleware, and are not sniffed either.
		response.setHeader('x-content-type-options', 'nosniff');
		compress(request, response, () => handler(request, response));
	});
	server.keepAliveTimeout = 65_000;
	const open = new Set<Socket>();
	server.on('connection', (socket: Socket) => {
		open.add(socket);
		socket.once('close', () => open.delete(socket));
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(env.PORT, env.HOST, resolve);
	});
	for (const signal of ['SIGTERM', 'SIGINT'] as const) {
		process.once(signal, () => {
			log.info({ signal }, 'finishing what is in flight');
			const closed = new Promise((resolve) => server.close(resolve));
			void Promise.all([closed, finishEverything()]).then(() => process.exit(0));
			// A kept-alive connection whose answer has gone out would hold the process up to the end,
			// and so would one that a browser keeps in reserve: without a request it counts as busy.
			setInterval(() => {
				server.closeIdleConnections();
				for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
			}, 50);
			setTimeout(() => process.exit(0), 10_000).unref();
		});
	}
}

/** A taken port is told before anything is migrated or loaded. */
export async function refuseTakenPort({ HOST, PORT }: Environment): Promise<void> {
	const taken = await new Promise<boolean>((resolve) => {
		const probe = connect({ host: HOST, port: PORT });
		probe.once('connect', () => (probe.destroy(), resolve(true)));
		probe.once('error', () => resolve(false));
	});
	if (taken)
		throw new Error(
			`Port ${PORT} on ${HOST} is taken. Set PORT to another one: PORT=4322 npm start`,
		);
}
