import { eq } from 'drizzle-orm';
import { expect, onTestFinished, test, vi } from 'vitest';
import { exemptPerson } from '#assignments/exempt.ts';
import { messages, outbox } from '#db/schema/notifications.ts';
import { employees } from '#db/schema/people.ts';
import { log } from '#lib/log.ts';
import { announce, type News } from '#notifications/announce.ts';
import { createPostOffice } from '#notifications/deliver-mail.ts';
import { connectMailServer } from '#notifications/mail-server.ts';
import { chooseMail } from '#notifications/mail-choice.ts';
import { tryAgain } from '#notifications/overview.ts';
import { changeSettings, readSettings } from '#people/settings.ts';
import { cast, castTime } from '#test/cast.ts';
import { day, hour, learner, lesson, minute, publish, reworded } from '#test/small-company.ts';
import { openMailBox } from './mail-box.ts';
import {
	addressOf,
	allMessages,
	companyWithMail,
	expandAll,
	gathered,
	newsroomOf,
	origin,
	teller,
} from './telling.ts';

const { picker, secondPicker, thirdPicker, policyOwner, shiftLead } = cast;
const at = castTime + hour;
const told = at + gathered;

type Company = Awaited<ReturnType<typeof companyWithMail>>;

async function hear({ db }: Company, news: News, when = at): Promise<void> {
	await db.write((tx) => announce(tx, news, when));
}

function nudge(to: { readonly id: string }, policyId = 'loans'): News {
	return { kind: 'nudge', to: to.id, policyId };
}

async function statesOf(company: Company) {
	return (await allMessages(company)).map(({ state }) => state);
}

/** Tells what is due every minute for a while: time passes in steps. */
async function live(
	tell: (at: number) => Promise<void>,
	from: number,
	until: number,
	step = minute,
) {
	for (let moment = from; moment <= until; moment += step) await tell(moment);
}

test('a change reaches a person as one mail, in text and in HTML, with a link and a way out', async () => {
	const [box, company] = [await openMailBox(), await companyWithMail(picker)];
	const tell = teller(company, box);
	await publish(company, 'loans', reworded('Gladly.'), { at });
	await tell(at);
	expect(box.mails, 'it gathers first').toHaveLength(0);
	await tell(told);
	await tell(told + day);
	expect(box.mails).toHaveLength(1);
	const [mail] = box.mails;
	expect(mail?.to).toMatchObject([{ address: addressOf(picker) }]);
	expect(mail?.from?.address).toBe('standards@company.example');
	expect(mail?.subject).toBe('“Umbrella loans” has changed. It takes about a minute.');
	for (const text of [mail?.text, mail?.html]) {
		expect(text).toContain('“Umbrella loans” has changed.');
		expect(text).toContain(`${origin}/changes/loans`);
		expect(text).toContain(`${origin}/unsubscribe?token=`);
		expect(text).not.toContain('Gladly');
		expect(text).not.toContain(policyOwner.name);
	}
	const header = (name: string) => mail?.headers.find(({ key }) => key === name)?.value;
	expect(header('list-unsubscribe')).toMatch(
		/^<https:\/\/touchstone\.example\/unsubscribe\?token=.+>$/,
	);
	expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
	expect(header('auto-submitted')).toBe('auto-generated');
	expect(await allMessages(company)).toMatchObject([{ state: 'sent', sentAt: told }]);
});

test('ten news of one morning are one mail, and the same thing twice is one line', async () => {
	const [box, company] = [await openMailBox(), await companyWithMail(picker)];
	const tell = teller(company, box);
	for (const id of ['loans', 'flowers']) await publish(company, id, reworded('Gladly.'), { at });
	for (let index = 0; index < 8; index += 1) {
		await hear(company, nudge(picker, index % 2 ? 'loans' : 'flowers'), at + index * minute);
	}
	await live(tell, at, at + hour);
	expect(box.mails.map(({ subject }) => subject)).toEqual(['4 things for you in Touchstone']);
	expect(await statesOf(company)).toEqual(Array.from({ length: 10 }, () => 'sent'));
	await hear(company, nudge(picker), at + 2 * hour);
	await live(tell, at + 2 * hour, told + day - 10 * minute, 10 * minute);
	expect(box.mails, 'one a day is enough').toHaveLength(1);
	await live(tell, told + day, told + day + hour, 10 * minute);
	expect(box.mails).toHaveLength(2);
});

test('what somebody waits for goes out at once, takes the rest along, and cannot be unsubscribed', async () => {
	const [box, company] = [await openMailBox(), await companyWithMail(policyOwner)];
	const tell = teller(company, box);
	await hear(company, { kind: 'approval.given', to: policyOwner.id, policyId: 'loans' });
	await tell(at);
	expect(box.mails).toHaveLength(1);
	expect(box.mails[0]?.text).toContain(`${origin}/policies/loans/review`);
	expect(box.mails[0]?.headers.map(({ key }) => key)).not.toContain('list-unsubscribe');
	expect(box.mails[0]?.text).not.toContain('unsubscribe');
	await hear(company, nudge(policyOwner), at + minute);
	await hear(
		company,
		{ kind: 'approval.refused', to: policyOwner.id, policyId: 'flowers' },
		at + minute,
	);
	await live(tell, at, at + 59 * minute);
	expect(box.mails, 'at most one an hour').toHaveLength(1);
	await tell(at + hour);
	expect(box.mails[1]?.subject).toBe('2 things for you in Touchstone');
});

test('in quiet hours mail waits, by the clock where the person works', async () => {
	const [box, company] = [await openMailBox(), await companyWithMail(picker)];
	const tell = teller(company, box);
	const { db } = company;
	const values = { ...(await readSettings(db.read)), quietFrom: '09:00', quietUntil: '12:00' };
	await changeSettings(db, { values, by: cast.administrator.id, at: castTime });
	// castTime is ten o'clock at the picker's site.
	await publish(company, 'loans', reworded('Gladly.'), { at: castTime });
	await live(tell, castTime, castTime + 2 * hour - minute);
	expect(box.mails).toHaveLength(0);
	await tell(castTime + 2 * hour);
	expect(box.mails).toHaveLength(1);
});

test('what was done, or need not be done, before the mail goes out is not told any more', async () => {
	const people = [picker, secondPicker, thirdPicker, shiftLead];
	const [box, company] = [await openMailBox(), await companyWithMail(...people)];
	const tell = teller(company, box);
	const { db } = company;
	await publish(company, 'flowers', reworded('Red ones.'), { at });
	await tell(at);
	const done = await learner(company, picker);
	for (const id of ['flowers', 'rainy-day']) await done.finish(lesson(id), at);
	await exemptPerson(db, {
		...{ id: 'x', employeeId: secondPicker.id, policyId: 'flowers', reason: 'Away' },
		...{ grantedBy: shiftLead.id, grantedAt: at, endsAt: at + day },
	});
	await chooseMail(db, { employeeId: thirdPicker.id, wanted: false, at });
	await db.write((tx) =>
		tx.update(employees).set({ leftAt: at }).where(eq(employees.id, shiftLead.id)),
	);
	await tell(told);
	expect(box.mails).toEqual([]);
	expect(await statesOf(company)).toEqual(['dropped', 'dropped', 'dropped', 'dropped']);
	expect((await allMessages(company)).every(({ lastError }) => lastError)).toBe(true);
});

test('a mail server that is dead loses nothing, is asked ever more rarely, and is one line in the log', async () => {
	const company = await companyWithMail(picker, secondPicker, thirdPicker);
	const box = await openMailBox();
	await box.close();
	vi.spyOn(log, 'info').mockImplementation(() => {});
	const warned = vi.spyOn(log, 'warn').mockImplementation(() => {});
	const tell = teller(company, box);
	await publish(company, 'loans', reworded('Gladly.'), { at });
	await live(tell, told, told + 30 * minute);
	expect(await statesOf(company)).toEqual(['waiting', 'waiting', 'waiting']);
	expect(warned).toHaveBeenCalledOnce();
	const tries = (await allMessages(company)).reduce((sum, { attempts }) => sum + attempts, 0);
	expect(tries, 'three people, and then one at a time').toBeLessThanOrEqual(5);
	const back = await openMailBox(box.port);
	await live(tell, told + 31 * minute, told + 3 * hour);
	expect(back.mails.map(({ to }) => to?.[0]?.address).toSorted()).toEqual(
		[picker, secondPicker, thirdPicker].map(addressOf).toSorted(),
	);
	expect(await statesOf(company)).toEqual(['sent', 'sent', 'sent']);
});

test('“not now” for one mail delays that mail only', async () => {
	const [box, company] = [await openMailBox(), await companyWithMail(picker, secondPicker)];
	const tell = teller(company, box);
	box.behave({ refuses: 'recipient', code: 451, only: addressOf(picker) });
	await publish(company, 'loans', reworded('Gladly.'), { at });
	await tell(told);
	expect(box.mails.map(({ to }) => to?.[0]?.address)).toEqual([addressOf(secondPicker)]);
	await tell(told + 30_000);
	box.behave(undefined);
	await tell(told + 2 * minute);
	expect(box.mails).toHaveLength(2);
	const retried = (await allMessages(company)).find(({ employeeId }) => employeeId === picker.id);
	expect(retried).toMatchObject({ state: 'sent', attempts: 1, lastError: null });
});

test('an address that the server does not know fails that mail only, says why, and can be tried again', async () => {
	const [box, company] = [await openMailBox(), await companyWithMail(picker, secondPicker)];
	const tell = teller(company, box);
	box.behave({ refuses: 'recipient', code: 550, only: addressOf(picker) });
	await publish(company, 'loans', reworded('Gladly.'), { at });
	await live(tell, told, told + hour);
	expect(box.mails).toHaveLength(1);
	const failed = (await allMessages(company)).find(({ state }) => state === 'failed');
	expect(failed).toMatchObject({ employeeId: picker.id, attempts: 1 });
	expect(failed?.lastError).toMatch(/550/);
	box.behave(undefined);
	const again = { ids: [failed?.id ?? ''], by: cast.administrator.id, at: told + 2 * hour };
	expect(await tryAgain(company.db, again)).toBe(1);
	expect(await tryAgain(company.db, again), 'pressed twice').toBe(0);
	await tell(told + 2 * hour);
	expect(box.mails).toHaveLength(2);
});

test('a line that is cut after the mail was taken sends it again as the same mail', async () => {
	const [box, company] = [await openMailBox(), await companyWithMail(picker)];
	const tell = teller(company, box);
	for (const level of ['warn', 'info'] as const) vi.spyOn(log, level).mockImplementation(() => {});
	box.behave({ refuses: 'line' });
	await publish(company, 'loans', reworded('Gladly.'), { at });
	await tell(told);
	expect(await statesOf(company)).toEqual(['waiting']);
	box.behave(undefined);
	await hear(company, nudge(picker, 'flowers'), told);
	await live(tell, told + minute, told + 2 * hour);
	expect(
		box.mails,
		'twice the first one, for nobody knew; the nudge is another day’s',
	).toHaveLength(2);
	const [first, second] = box.mails;
	expect(first?.messageId).toMatch(/^<[0-9a-f-]+@company\.example>$/);
	expect(second?.messageId).toBe(first?.messageId);
	expect(second?.text).not.toContain('A flower');
	await tell(told + 2 * day);
	expect(box.mails[2]?.text).toContain('A flower for a wait');
	expect(box.mails[2]?.messageId).not.toBe(first?.messageId);
});

test('a process that ends before it can note that the mail was taken sends it again as the same mail', async () => {
	const [box, company] = [await openMailBox(), await companyWithMail(picker)];
	await publish(company, 'loans', reworded('Gladly.'), { at });
	await expandAll(company, told);
	const { db } = company;
	const dies: typeof db.write = (work) =>
		box.mails.length > 0 ? Promise.reject(new Error('the power went')) : db.write(work);
	const server = connectMailServer(box.url, 'standards@company.example');
	onTestFinished(() => server.close());
	const office = createPostOffice({ ...db, write: dies }, newsroomOf(company), server);
	await expect(office.deliver(told)).rejects.toThrow('the power went');
	expect(await statesOf(company)).toEqual(['waiting']);
	await teller(company, box)(told + minute);
	const [first, second] = box.mails;
	expect(first?.messageId).toBeDefined();
	expect(second?.messageId).toBe(first?.messageId);
	expect(await statesOf(company)).toEqual(['sent']);
});

test('of a package that one change of smooths only, the mail names the other', async () => {
	const [box, company] = [await openMailBox(), await companyWithMail(picker)];
	const smoother = 'Who stayed dry comes back soon. The deposit is {deposit}.';
	const change = { at, change: 'editorial' } as const;
	await publish(company, 'loans', (body) => ({ ...body, why: smoother }), change);
	await publish(company, 'flowers', reworded('Red ones.'), { at });
	await company.db.write((tx) => tx.update(outbox).set({ expandedAt: at }));
	const versions = ['loans', 'flowers'].map((policyId) => ({ policyId, number: 2 }));
	await hear(company, { kind: 'policy.published', versions });
	await teller(company, box)(told);
	expect(box.mails.map(({ subject }) => subject)).toEqual([
		'“A flower for a wait” has changed. It takes about a minute.',
	]);
});

test('a server that never answers is given up on for a while, and nobody waits for it', async () => {
	const [box, company] = [await openMailBox(), await companyWithMail(picker)];
	const tell = teller(company, box);
	for (const level of ['warn', 'info'] as const) vi.spyOn(log, level).mockImplementation(() => {});
	box.behave({ refuses: 'answer' });
	await publish(company, 'loans', reworded('Gladly.'), { at });
	const began = performance.now();
	await tell(told);
	expect(performance.now() - began).toBeLessThan(5000);
	expect(await allMessages(company)).toMatchObject([{ state: 'waiting', attempts: 1 }]);
});

test('a mail that nobody takes is given up after about five days, and the reason is kept', async () => {
	const [box, company] = [await openMailBox(), await companyWithMail(picker)];
	const tell = teller(company, box);
	box.behave({ refuses: 'data', code: 452 });
	await hear(company, { kind: 'approval.given', to: picker.id, policyId: 'loans' });
	await live(tell, at, at + 4 * day, 20 * minute);
	expect(await statesOf(company)).toEqual(['waiting']);
	await live(tell, at + 4 * day, at + 6 * day, 20 * minute);
	expect(await statesOf(company)).toEqual(['failed']);
	expect((await allMessages(company))[0]?.lastError).toMatch(/452/);
}, 30_000);

test('connections are used again', async () => {
	const many = [picker, secondPicker, thirdPicker, shiftLead, policyOwner, cast.storeManager];
	const [box, company] = [await openMailBox(), await companyWithMail(...many)];
	const tell = teller(company, box);
	await publish(company, 'loans', reworded('Gladly.'), { at });
	await tell(told);
	expect(box.mails).toHaveLength(6);
	expect(box.connections()).toBeLessThanOrEqual(3);
});

test('what a mail names cannot break out of it', async () => {
	const [box, company] = [await openMailBox(), await companyWithMail(picker)];
	const tell = teller(company, box);
	const evil = 'Loans</title><script>x</script>\r\nBcc: everybody@evil.example';
	await publish(company, 'loans', (body) => ({ ...reworded('!')(body), title: evil }), { at });
	await tell(told);
	const [mail] = box.mails;
	expect(mail?.html).not.toContain('<script>');
	expect(mail?.html).toContain('&lt;script&gt;');
	expect(mail?.bcc ?? []).toEqual([]);
	expect(mail?.headers.map(({ key }) => key)).not.toContain('bcc');
	expect(await company.db.read.select().from(messages)).toMatchObject([{ state: 'sent' }]);
});
