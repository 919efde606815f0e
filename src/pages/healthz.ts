import type { APIRoute } from 'astro';
import { allowEverybody } from '#auth/guard.ts';

/** The process runs. */
export const GET: APIRoute = ({ locals }) => {
	allowEverybody(locals);
	return new Response('ok\n');
};
