import { randomUUID } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { codeInGroups } from '#auth/slips/code.ts';
import { makeSlips, slipLasts } from '#auth/slips/make.ts';
import { openDatabase } from '#db/connection.ts';
import { employees } from '#db/schema/people.ts';
import { readEnvironment } from '#lib/environment.ts';
import { paths } from '../paths.ts';
import { originOf } from './newsroom.ts';

// `npm run slip -- NUMBER`: a slip for whoever has nobody to ask, the only administrator for instance.
// Stop the server first: nothing else may have the database open.

const number = process.argv[2] ?? '';
try {
	if (number === '') throw new Error('Say for whom: npm run slip -- 1000');
	const env = readEnvironment(process.env);
	const db = await openDatabase(env.DATABASE_URL, env.DATABASE_AUTH_TOKEN);
	const here = and(eq(employees.number, number), isNull(employees.leftAt));
	const rows = await db.read.select({ id: employees.id }).from(employees).where(here);
	const order = { key: randomUUID(), endAccess: false, by: null, at: Date.now() };
	const made = await makeSlips(db, { employeeIds: rows.map(({ id }) => id), ...order });
	await db.close();
	const [slip] = made ?? [];
	if (!slip) throw new Error(`Nobody with number ${number} works here.`);
	const link = `${originOf(env)}${paths.activateWith(slip.code)}`;
	console.log(`Start the server and open ${link} within ${slipLasts} days,`);
	console.log(`or type the code ${codeInGroups(slip.code)} under “I have a slip”.`);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
}
