import { pino } from 'pino';

const wanted = process.env['LOG_LEVEL'] ?? 'info';

/** Structured logs. What a person typed never goes in: no PIN, no token, no answer. */
export const log = pino({
	// A level that pino does not know would stop the start before the environment is read and explained.
	level: pino.levels.values[wanted] === undefined ? 'info' : wanted,
	base: null,
	serializers: { err: asLogged },
	redact: [
		'pin',
		'password',
		'token',
		'answer',
		'cookie',
		'*.pin',
		'*.password',
		'*.token',
		'*.answer',
	],
});

/** An error without the values that a failed query was given: people typed them. */
function asLogged(error: unknown) {
	if (!(error instanceof Error)) return error;
	const { type, message, stack } = pino.stdSerializers.err(error);
	return { type, message: withoutValues(message), stack: withoutValues(stack) };
}

/** Drizzle says `params:` and the values after the query, in the message and so in the stack. */
function withoutValues(text: string): string {
	return text.replace(/\nparams:[\s\S]*?(?=\n {4}at |$)/g, '');
}
