import type { APIRoute } from 'astro';
import { allowEverybody } from '#auth/guard.ts';
import { moveClock } from '#lib/clock.ts';
import { NotFound } from '#lib/errors.ts';
import { environment } from '../installation.ts';

/** Moves the server's clock in tests: `POST /test-clock` with milliseconds as the body. */
export const POST: APIRoute = async ({ locals, request }) => {
	allowEverybody(locals);
	if (environment.TEST_CLOCK !== 'on') throw new NotFound('There is no such page.');
	const milliseconds = Number(await request.text());
	if (!Number.isFinite(milliseconds)) return new Response('not a number\n', { status: 400 });
	moveClock(milliseconds);
	return new Response('moved\n');
};
