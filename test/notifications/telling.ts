import { eq } from 'drizzle-orm';
import { onTestFinished } from 'vitest';
import { messages } from '#db/schema/notifications.ts';
import { employees } from '#db/schema/people.ts';
import type { CastPerson } from '#db/seed/cast-person.ts';
import { openNewsroom } from '../../src/jobs/newsroom.ts';
import { createPostOffice } from '#notifications/deliver-mail.ts';
import { expandOutbox } from '#notifications/expand.ts';
import { connectMailServer } from '#notifications/mail-server.ts';
import type { Newsroom } from '#notifications/newsroom.ts';
import { changeSettings, readSettings } from '#people/settings.ts';
import { cast, castTime } from '#test/cast.ts';
import { minute, smallCompany, type SmallCompany } from '#test/small-company.ts';
import type { MailBox } from './mail-box.ts';

export const origin = 'https://touchstone.example';

/** Ten minutes after the news its mail goes out. */
export const gathered = 10 * minute;

export function newsroomOf({ db, catalogue }: SmallCompany): Newsroom {
	return { ...openNewsroom(db, catalogue, origin), random: () => 0.5 };
}

/** The small company in which only some have an address, and no hour is quiet. */
export async function companyWithMail(...people: readonly CastPerson[]) {
	const company = await smallCompany();
	const { db } = company;
	await db.write((tx) => tx.update(employees).set({ email: null }));
	for (const person of people) await giveAddress(company, person);
	const values = { ...(await readSettings(db.read)), quietFrom: '00:00', quietUntil: '00:00' };
	await changeSettings(db, { values, by: cast.administrator.id, at: castTime });
	return company;
}

export async function giveAddress({ db }: SmallCompany, { id }: CastPerson): Promise<void> {
	const email = addressOf({ id });
	await db.write((tx) => tx.update(employees).set({ email }).where(eq(employees.id, id)));
}

export function addressOf({ id }: Pick<CastPerson, 'id'>): string {
	return `${id}@company.example`;
}

/** Makes messages of everything that is in the outbox by a moment. */
export async function expandAll(
	company: SmallCompany,
	at: number,
	{ mailing = true, newsroom = newsroomOf(company) } = {},
): Promise<void> {
	while (await expandOutbox(company.db, { newsroom, mailing, at }));
}

/** The job's two steps with a mail server, as often as there is something to do. */
export function teller(company: SmallCompany, { url }: Pick<MailBox, 'url'>) {
	const newsroom = newsroomOf(company);
	const timeouts = { connectionTimeout: 500, greetingTimeout: 500, socketTimeout: 500 };
	const server = connectMailServer(url, 'Touchstone <standards@company.example>', timeouts);
	onTestFinished(() => server.close());
	const office = createPostOffice(company.db, newsroom, server);
	return async (at: number): Promise<void> => {
		await expandAll(company, at, { newsroom });
		while (await office.deliver(at));
	};
}

export function allMessages({ db }: SmallCompany) {
	return db.read.select().from(messages).orderBy(messages.id);
}
