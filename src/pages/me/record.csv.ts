import type { APIRoute } from 'astro';
import { requireOwnDevice, requirePerson } from '#auth/guard.ts';
import { readRecordLines } from '#completions/my-record.ts';
import { readSignatures } from '#completions/signatures.ts';
import { toCsv } from '#lib/csv.ts';
import { readPolicies, versionNumbered } from '#policies/versions.ts';
import { catalogue, database } from '../../installation.ts';

const header = [
	'completed (UTC)',
	'passed again (UTC)',
	'lesson',
	'policy',
	'version',
	'wording',
	'right first time',
	'questions',
	'fingerprint of the version (SHA-256)',
	'signed (UTC)',
];

export const GET: APIRoute = async ({ locals }) => {
	const person = requirePerson(locals);
	requireOwnDevice(locals);
	const history = await readPolicies(database.read);
	const lines = await readRecordLines(database.read, catalogue, history, person);
	const rows = lines.map((line) => [
		new Date(line.completedAt).toISOString(),
		line.renewedAt === null ? '' : new Date(line.renewedAt).toISOString(),
		line.lessonTitle,
		line.policyTitle,
		line.version,
		line.statement,
		line.rightFirst,
		line.questions,
		line.hash,
		'',
	]);
	const signed = (await readSignatures(database.read, person.id)).map((row) => {
		const version = versionNumbered(history.byId.get(row.policyId), row.version);
		const what = [version?.body.title ?? row.policyId, row.version, row.wording];
		return ['', '', '', ...what, '', '', version?.hash ?? '', new Date(row.at).toISOString()];
	});
	return new Response(toCsv(header, [...rows, ...signed]), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="record-${person.number}.csv"`,
		},
	});
};
