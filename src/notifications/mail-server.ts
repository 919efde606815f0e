import { createTransport } from 'nodemailer';

/** One mail as it is handed to the server. */
export type Mail = {
	/** The same for every try, so that who gets it twice can tell. */
	readonly id: string;
	readonly to: string;
	readonly subject: string;
	readonly text: string;
	readonly html: string;
	/** Where it can be unsubscribed with one click; undefined where it is required. */
	readonly unsubscribe: string | undefined;
};

export type MailServer = {
	/** Resolves once the server has accepted the mail as its own; throws otherwise. */
	send(mail: Mail): Promise<void>;
	close(): void;
};

/** Milliseconds. A server that is slower than this counts as dead. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** So many connections stay open and are used again. */
export const connections = 3;

export function connectMailServer(
	url: string,
	from: string,
	timeouts: Partial<typeof patience> = {},
): MailServer {
	const transport = createTransport({
		url,
		pool: true,
		maxConnections: connections,
		// Every try is ours to count and to space.
		maxRequeues: 0,
		disableFileAccess: true,
		disableUrlAccess: true,
		...patience,
		...timeouts,
	});
	const host = /@([^@>]+)>?$/.exec(from)?.[1] ?? 'touchstone.invalid';
	return {
		async send({ id, unsubscribe, ...mail }) {
			const list = unsubscribe
				? {
						'List-Unsubscribe': `<${unsubscribe}>`,
						'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
					}
				: {};
			const headers = { 'Auto-Submitted': 'auto-generated', ...list };
			await transport.sendMail({ ...mail, from, messageId: `<${id}@${host}>`, headers });
		},
		close: () => transport.close(),
	};
}

/** Why a mail did not get through. */
export type MailFailure = {
	readonly reason: string;
	/** `mail`: the server works and will never take this one. `later`: not now. `server`: it does not work. */
	readonly kind: 'mail' | 'later' | 'server';
	/** The server answered no; otherwise the mail may have arrived all the same. */
	readonly answered: boolean;
};

export function mailFailure(error: unknown): MailFailure {
	const reason = error instanceof Error ? error.message.slice(0, 300) : String(error);
	const code = field(error, 'responseCode');
	const answered = typeof code === 'number';
	const about = String(field(error, 'code'));
	// An address that is none is refused before the server is asked.
	if (about === 'EENVELOPE' && !answered) return { reason, kind: 'mail', answered: true };
	// What is wrong with the connection, our password or our address is wrong for every mail.
	const ours = ['EAUTH', 'ETLS', 'ECONFIG'].includes(about) || fromRefused(error);
	if (!answered || ours || code === 421) return { reason, kind: 'server', answered };
	return { reason, kind: code >= 500 ? 'mail' : 'later', answered };
}

function fromRefused(error: unknown): boolean {
	return String(field(error, 'command')) === 'MAIL FROM';
}

function field(error: unknown, name: string): unknown {
	return error instanceof Error ? Reflect.get(error, name) : undefined;
}
