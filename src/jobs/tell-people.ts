import { now } from '#lib/clock.ts';
import { beforeEnding } from '#lib/ending.ts';
import { log } from '#lib/log.ts';
import { repeat } from '#lib/repeat.ts';
import { createPostOffice } from '#notifications/deliver-mail.ts';
import { deliverWebhooks } from '#notifications/deliver-webhooks.ts';
import { expandOutbox } from '#notifications/expand.ts';
import { connectMailServer } from '#notifications/mail-server.ts';
import { catalogue, database, environment } from '../installation.ts';
import { openNewsroom, originOf } from './newsroom.ts';

/** Milliseconds between two looks at what waits; a look at nothing is three queries of an index. */
const pause = 2000;

/** So many steps in a row, each of them short, and then requests have had their turn. */
const mostSteps = 200;

/**
 * Tells people what has happened, beside the requests and through the server's one writer: makes
 * messages of the outbox, sends mail, posts to webhooks. Each goes on when another cannot.
 */
export function beginTelling(): void {
	const newsroom = openNewsroom(database, catalogue, originOf(environment));
	const { SMTP_URL, MAIL_FROM, LOCAL_WEBHOOKS } = environment;
	const server = SMTP_URL && MAIL_FROM ? connectMailServer(SMTP_URL, MAIL_FROM) : undefined;
	const office = server && createPostOffice(database, newsroom, server);
	const mailing = office !== undefined;
	const local = LOCAL_WEBHOOKS === 'on';
	const errands = {
		outbox: () => expandOutbox(database, { newsroom, mailing, at: now() }),
		mail: async () => office?.deliver(now()) ?? false,
		webhooks: () => deliverWebhooks(database, newsroom, { local, at: now() }),
	};
	const stops = Object.entries(errands).map(([errand, step]) => {
		const onError = (err: unknown) => log.error({ err, errand }, 'telling people failed');
		return begin(step, onError);
	});
	beforeEnding(async () => {
		await Promise.all(stops.map((stop) => stop()));
		server?.close();
	});
}

/** Step after step until there is nothing to do; asked to stop, it ends after the step in hand. */
function begin(
	step: () => Promise<boolean>,
	onError: (error: unknown) => void,
): () => Promise<void> {
	let ending = false;
	const work = async () => {
		for (let steps = 0; steps < mostSteps && !ending && (await step()); steps += 1) {
			await new Promise(setImmediate);
		}
	};
	const stop = repeat(work, { pause, onError });
	return async () => {
		ending = true;
		await stop();
	};
}
