import type { APIRoute } from 'astro';
import { requireOwnDevice, requireRight } from '#auth/guard.ts';
import { toCsv } from '#lib/csv.ts';
import { readProblems } from '#roster/found.ts';
import { readImport } from '#roster/imports.ts';
import { database } from '../../../../installation.ts';

const header = ['row', 'column', 'value', 'problem', 'what to do', 'row left out'];

/** What is wrong with a roster, as a file to work through beside it. */
export const GET: APIRoute = async ({ locals, params }) => {
	requireRight(locals, 'import people');
	requireOwnDevice(locals);
	const { id } = await readImport(database.read, params['id'] ?? '');
	const problems = await readProblems(database.read, id);
	const rows = problems.map(({ row, column, value, problem, remedy, leftOut }) => {
		return [row ?? '', column, value, problem, remedy, leftOut ? 'yes' : 'no'];
	});
	return new Response(toCsv(header, rows), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="problems.csv"',
		},
	});
};
