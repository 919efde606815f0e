import { pino } from 'pino';

/** Structured logs. What a person typed never goes in: no PIN, no token, no answer. */
export const log = pino({
	level: process.env['LOG_LEVEL'] ?? 'info',
	base: null,
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
