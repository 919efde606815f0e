import type { APIRoute } from 'astro';
import { requireOwnDevice, requireRight } from '#auth/guard.ts';
import { channelName } from '#lessons/catalogue.ts';
import { readGroupNames } from '#pulse/group-names.ts';
import { requirePulse } from '#pulse/read-asked.ts';
import { resultCsv } from '#pulse/result-csv.ts';
import { readWholeResult } from '#pulse/whole-result.ts';
import { catalogue, database } from '../../../installation.ts';
import { markingHere } from '../../../layouts/ask/marking-here.ts';

/** The result by group, as a file. */
export const GET: APIRoute = async ({ locals, params }) => {
	requireRight(locals, 'ask everybody');
	requireOwnDevice(locals);
	const { read } = database;
	const pulse = await requirePulse(read, params['id'] ?? '');
	const whole = await readWholeResult(read, pulse, locals.now, markingHere());
	const name = await readGroupNames(read, (id) => channelName(catalogue, id));
	return new Response(resultCsv(whole, name), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="result.csv"',
		},
	});
};
