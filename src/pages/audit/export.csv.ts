import type { APIRoute } from 'astro';
import { appendAudit } from '#audit/append.ts';
import { auditCsv } from '#audit/export.ts';
import { requireOwnDevice, requireRight } from '#auth/guard.ts';
import { database } from '../../installation.ts';
import { readSearch, searchQuery } from '../../layouts/audit/filter.ts';
import { paths } from '../../paths.ts';

/** What a search finds, all of it, as it is read: the file is never in memory as a whole. */
export const GET: APIRoute = async ({ locals, url, redirect }) => {
	const person = requireRight(locals, 'see audit');
	requireOwnDevice(locals);
	const { typed, filter, problems } = await readSearch(
		database.read,
		url.searchParams,
		person.timeZone,
	);
	// What cannot be looked for is shown beside its field.
	if (Object.keys(problems).length > 0) return redirect(paths.auditWith(searchQuery(typed)), 303);
	await database.write((tx) =>
		appendAudit(tx, {
			...{ at: locals.now, actorId: person.id, action: 'audit.exported', objectType: 'audit' },
			// Names that were typed stay out: the person is there by her id.
			objectId: filter.person ?? 'all',
			payload: JSON.parse(JSON.stringify(filter)),
		}),
	);
	const pieces = auditCsv(database, filter);
	const encoder = new TextEncoder();
	const body = new ReadableStream<Uint8Array>({
		async pull(stream) {
			const { value, done } = await pieces.next();
			if (done) stream.close();
			else stream.enqueue(encoder.encode(value));
		},
		async cancel() {
			await pieces.return(undefined);
		},
	});
	return new Response(body, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="everything-done.csv"',
		},
	});
};
