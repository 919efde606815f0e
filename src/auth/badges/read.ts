import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Database, Reader } from '#db/connection.ts';
import { badges } from '#db/schema/kiosks.ts';
import { employees, teams } from '#db/schema/people.ts';
import { badgeKey } from './key.ts';
import { hashOfText } from './register.ts';
import { readBadgeToken } from './token.ts';

/** A badge that opens something; what it says is not here. */
export type Badge = {
	readonly id: string;
	readonly employeeId: string;
	readonly kind: 'ours' | 'the company’s';
	readonly asksPin: boolean;
	readonly givenAt: number;
};

/** The badges that people hold, oldest first. */
export async function readBadges(db: Reader, employeeIds: readonly string[]): Promise<Badge[]> {
	if (employeeIds.length === 0) return [];
	const rows = await db
		.select()
		.from(badges)
		.where(and(inArray(badges.employeeId, [...employeeIds]), isNull(badges.revokedAt)))
		.orderBy(asc(badges.givenAt), asc(badges.id));
	return rows.map(({ id, employeeId, textHash, asksPin, givenAt }) => {
		const kind = textHash === null ? 'ours' : 'the company’s';
		return { id, employeeId, kind, asksPin, givenAt };
	});
}

/** Who holds a badge, as a kiosk needs to know her. */
export type BadgeHolder = {
	readonly badgeId: string;
	readonly asksPin: boolean;
	readonly employeeId: string;
	readonly number: string;
	readonly siteId: string;
};

/** Whose badge says this; undefined for one that nobody holds, was taken away, or of who left. */
export async function holderOf(
	db: Database,
	text: string,
	at: number,
): Promise<BadgeHolder | undefined> {
	const key = await badgeKey(db, at);
	const id = readBadgeToken(key, text.trim());
	const which = id === undefined ? eq(badges.textHash, hashOfText(key, text)) : eq(badges.id, id);
	const [row] = await db.read
		.select({
			badgeId: badges.id,
			asksPin: badges.asksPin,
			employeeId: employees.id,
			number: employees.number,
			siteId: teams.siteId,
		})
		.from(badges)
		.innerJoin(employees, and(eq(employees.id, badges.employeeId), isNull(employees.leftAt)))
		.innerJoin(teams, eq(teams.id, employees.teamId))
		.where(and(which, isNull(badges.revokedAt)));
	return row;
}
