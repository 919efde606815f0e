import { asc, eq, isNull, or, sql, and } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database, Reader } from '#db/connection.ts';
import { employees } from '#db/schema/people.ts';
import { functions } from '#db/schema/publishing.ts';
import type { Transaction } from '#db/writer.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { Invalid } from '#lib/errors.ts';

/** A part of the company that policies concern, with who agrees in its name. */
export type CompanyFunction = typeof functions.$inferSelect & {
	readonly ownerName: string | null;
	readonly ownerNumber: string | null;
};

/** What a company has until an administrator says otherwise. */
const usual = [
	{ id: 'stores', name: 'Stores', channels: ['store'] },
	{
		id: 'contact-centre',
		name: 'Contact centre',
		channels: ['phone', 'chat', 'sms', 'email', 'social'],
	},
	{ id: 'e-commerce', name: 'E-commerce', channels: ['web'] },
	{ id: 'warehouse', name: 'Warehouse and delivery', channels: ['warehouse', 'delivery'] },
	{ id: 'marketing', name: 'Marketing', channels: ['behind-the-scenes'] },
];

/** Gives a company that has no functions yet the usual ones, as far as it has their channels. */
export async function adoptFunctions(tx: Transaction, catalogue: Catalogue): Promise<void> {
	const [known] = await tx.select({ id: functions.id }).from(functions).limit(1);
	if (known) return;
	const channels = new Set(catalogue.channels.map(({ id }) => id));
	const fitting = usual
		.map((each) => ({ ...each, channels: each.channels.filter((id) => channels.has(id)) }))
		.filter((each) => each.channels.length > 0);
	if (fitting.length === 0) return;
	await tx
		.insert(functions)
		.values(fitting.map((each, rank) => ({ ...each, ownerId: null, rank })));
}

/** The functions in their order. An owner who has left is none. */
export async function readFunctions(db: Reader): Promise<CompanyFunction[]> {
	const rows = await db
		.select()
		.from(functions)
		.leftJoin(employees, and(eq(employees.id, functions.ownerId), isNull(employees.leftAt)))
		.orderBy(asc(functions.rank));
	return rows.map(({ functions: row, employees: owner }) => ({
		...row,
		ownerId: owner?.id ?? null,
		ownerName: owner?.name ?? null,
		ownerNumber: owner?.number ?? null,
	}));
}

/**
 * Chooses who agrees in a function's name. `wanted` has what was typed for each function: a number,
 * a name or a part of one, or nothing for nobody. Throws Invalid with a sentence per function.
 */
export async function chooseOwners(
	db: Database,
	{ wanted, by, at }: { wanted: ReadonlyMap<string, string>; by: string; at: number },
): Promise<void> {
	await db.write(async (tx) => {
		const problems: Record<string, string> = {};
		for (const known of await readFunctions(tx)) {
			const typed = wanted.get(known.id);
			if (typed === undefined) continue;
			const owner = await findOwner(tx, typed.trim());
			if (typeof owner === 'string') problems[`owner.${known.id}`] = owner;
			else await setOwner(tx, known, { ownerId: owner?.id ?? null, by, at });
		}
		if (Object.keys(problems).length > 0) throw new Invalid(problems);
	});
}

/** More people than this are not listed: a longer name says who is meant. */
const mostNamed = 6;

async function findOwner(tx: Transaction, typed: string) {
	if (typed === '') return undefined;
	const number = /^\S+/.exec(typed)?.[0] ?? '';
	const people = await tx
		.select({ id: employees.id, name: employees.name, number: employees.number })
		.from(employees)
		.where(
			and(
				isNull(employees.leftAt),
				or(
					eq(employees.number, number),
					sql`instr(lower(${employees.name}), ${typed.toLowerCase()}) > 0`,
				),
			),
		)
		.orderBy(asc(employees.name))
		.limit(mostNamed + 1);
	const exact = people.find((person) => person.number === number);
	const [only] = people;
	if (exact ?? people.length === 1) return exact ?? only;
	if (!only) return `Nobody fits “${typed}”. Type the employee number, or a part of the name.`;
	if (people.length > mostNamed)
		return `Many people fit “${typed}”. Type more of the name, or the number.`;
	const named = people.map((person) => `${person.number} ${person.name}`).join(', ');
	return `Several people fit: ${named}. Type the number of the one you mean.`;
}

async function setOwner(
	tx: Transaction,
	known: CompanyFunction,
	{ ownerId, by, at }: { ownerId: string | null; by: string; at: number },
): Promise<void> {
	if (known.ownerId === ownerId) return;
	await tx.update(functions).set({ ownerId }).where(eq(functions.id, known.id));
	await appendAudit(tx, {
		at,
		actorId: by,
		action: 'function.owner chosen',
		objectType: 'function',
		objectId: known.id,
		payload: { before: known.ownerId, after: ownerId },
	});
}
