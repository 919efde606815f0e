import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** An outside company whose people do our work. */
export const vendors = sqliteTable('vendors', {
	id: text().primaryKey(),
	name: text().notNull(),
});

export const sites = sqliteTable('sites', {
	id: text().primaryKey(),
	name: text().notNull(),
	timeZone: text().notNull(),
	/** The country it sells in, by ISO 3166: `DE`. Null where nobody has said. */
	market: text(),
});

/** Teams are a tree: `path` holds the ids from the root down, `/logistics/warehouse/night/`. */
export const teams = sqliteTable('teams', {
	id: text().primaryKey(),
	name: text().notNull(),
	path: text().notNull().unique(),
	siteId: text()
		.notNull()
		.references(() => sites.id),
	vendorId: text().references(() => vendors.id),
	shift: text(),
});

export const employees = sqliteTable(
	'employees',
	{
		id: text().primaryKey(),
		/** What the person types to sign in: printed on the badge. */
		number: text().notNull().unique(),
		name: text().notNull(),
		job: text().notNull(),
		teamId: text()
			.notNull()
			.references(() => teams.id),
		language: text().notNull().default('en'),
		/** Where mail reaches the person at work; most who work on their feet have none. */
		email: text(),
		startedAt: integer().notNull(),
		/** Null while the person works here. */
		leftAt: integer(),
		/** When somebody last changed what she may do: sessions from before have ended. */
		rolesSetAt: integer(),
		/** When the law, or a wish, took her name away; what stands here then is nobody's. */
		anonymisedAt: integer(),
	},
	(t) => [
		index('employees_by_team').on(t.teamId),
		// The directory pages through the company in this order.
		index('employees_by_name').on(sql`${t.name} collate nocase`, t.id),
		// News goes out in the order of the ids: whoever has no address is passed over at once.
		index('employees_with_mail')
			.on(t.id)
			.where(sql`email is not null and left_at is null`),
	],
);

export const employeeChannels = sqliteTable(
	'employee_channels',
	{
		employeeId: text()
			.notNull()
			.references(() => employees.id),
		channel: text().notNull(),
		/** 0 is the channel the person works in most. */
		rank: integer().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.employeeId, t.channel] }),
		// A person's channels as they are read everywhere: in order, and nothing to sort.
		index('channels_by_rank').on(t.employeeId, t.rank, t.channel),
	],
);

export const employeeRoles = sqliteTable(
	'employee_roles',
	{
		employeeId: text()
			.notNull()
			.references(() => employees.id),
		role: text({ enum: ['manager', 'leader', 'administrator'] }).notNull(),
	},
	(t) => [primaryKey({ columns: [t.employeeId, t.role] })],
);

/** Who leads a team; teams below it belong to the lead's people too. */
export const teamLeads = sqliteTable(
	'team_leads',
	{
		teamId: text()
			.notNull()
			.references(() => teams.id),
		employeeId: text()
			.notNull()
			.references(() => employees.id),
	},
	(t) => [
		primaryKey({ columns: [t.teamId, t.employeeId] }),
		index('team_leads_by_employee').on(t.employeeId),
	],
);
