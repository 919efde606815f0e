import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { onTestFinished } from 'vitest';

// A real mail server on loopback, and what came in.

export type MailBox = {
	readonly port: number;
	readonly url: string;
	/** Every mail that the server took, in the order in which it did. */
	readonly mails: readonly Email[];
	/** How many connections were made. */
	readonly connections: () => number;
	/** How the server meets the next mail; undefined takes it. */
	behave(how: Behaviour | undefined): void;
	close(): Promise<void>;
};

export type Behaviour =
	| {
			readonly refuses: 'recipient' | 'data' | 'sender';
			readonly code: number;
			readonly only?: string;
	  }
	/** Takes the mail, and the line is cut before it can say so. */
	| { readonly refuses: 'line' }
	| { readonly refuses: 'answer' };

/** Opens it; what closes it in the end is handed to `ends`. */
export async function openMailBox(
	port = 0,
	ends: (close: () => Promise<void>) => void = onTestFinished,
): Promise<MailBox> {
	const mails: Email[] = [];
	let behaviour: Behaviour | undefined;
	let made = 0;

	const options: SMTPServerOptions = {
		authOptional: true,
		disabledCommands: ['STARTTLS', 'AUTH'],
		disableReverseLookup: true,
		logger: false,
		onConnect(_session, done) {
			made += 1;
			done();
		},
		onMailFrom: (_address, _session, done) => done(refusal('sender')),
		onRcptTo: ({ address }, _session, done) => done(refusal('recipient', address)),
		onData(stream, _session, done) {
			const pieces: Buffer[] = [];
			stream.on('data', (piece: Buffer) => pieces.push(piece));
			stream.on('end', () => {
				void PostalMime.parse(Buffer.concat(pieces)).then((mail) => {
					const error = refusal('data');
					if (!error) mails.push(mail);
					if (behaviour?.refuses === 'answer') return;
					if (behaviour?.refuses !== 'line') return done(error);
					for (const connection of server.connections) connection._socket.destroy();
				});
			});
		},
	};

	function refusal(step: string, address?: string): Error | undefined {
		if (!behaviour || behaviour.refuses !== step || !('code' in behaviour)) return undefined;
		if (behaviour.only && behaviour.only !== address) return undefined;
		return Object.assign(new Error('Not today.'), { responseCode: behaviour.code });
	}

	const server = new SMTPServer(options);
	server.on('error', () => {});
	const listening = await new Promise<number>((resolve, reject) => {
		server.server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			const address = server.server.address();
			resolve(typeof address === 'object' && address ? address.port : 0);
		});
	});
	let open = true;
	async function close(): Promise<void> {
		if (!open) return;
		open = false;
		for (const connection of server.connections) connection._socket.destroy();
		await new Promise<void>((resolve) => server.close(() => resolve()));
	}
	ends(close);
	return {
		port: listening,
		url: `smtp://127.0.0.1:${listening}`,
		mails,
		connections: () => made,
		behave: (how) => (behaviour = how),
		close,
	};
}
