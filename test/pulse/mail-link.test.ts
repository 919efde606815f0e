import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { employees } from '#db/schema/people.ts';
import { pulses } from '#db/schema/pulses.ts';
import { chooseMail } from '#notifications/mail-choice.ts';
import { changeSettings, readSettings } from '#people/settings.ts';
import { announcePulse, askedSecret, askedToken, readAskedToken } from '#pulse/mail-link.ts';
import { cast, castTime } from '#test/cast.ts';
import { openMailBox } from '../notifications/mail-box.ts';
import {
	addressOf,
	allMessages,
	companyWithMail,
	origin,
	teller,
} from '../notifications/telling.ts';
import { answer, ask, hour, until } from './asking.ts';

// Whoever was drawn and has an address gets a link that opens this one question for her.

const { storeManager, shiftLead, picker, administrator } = cast;

async function asked(more = {}) {
	const [box, company] = [await openMailBox(), await companyWithMail(storeManager, shiftLead)];
	const pulse = await ask(company.db, [storeManager, shiftLead, picker], more);
	await company.db.write((tx) => announcePulse(tx, pulse.id, castTime));
	return { box, company, db: company.db, pulse, tell: teller(company, box) };
}

test('those who were drawn and have an address are told, though they want no mail; the link is hers', async () => {
	const { box, db, pulse, tell } = await asked();
	await chooseMail(db, { employeeId: storeManager.id, wanted: false, at: castTime });
	await tell(castTime + 1);
	await tell(castTime + hour);
	const mails = new Map(box.mails.map((mail) => [mail.to?.[0]?.address, mail]));
	expect([...mails.keys()].toSorted()).toEqual(
		[addressOf(storeManager), addressOf(shiftLead)].toSorted(),
	);
	expect(box.mails, 'once each').toHaveLength(2);
	const mail = mails.get(addressOf(storeManager));
	expect(mail?.subject).toBe('You were drawn for a question: one sentence, one minute.');
	const [, token = ''] = /Answer it: \S+\/asked\/mail\?token=(\S+)/.exec(mail?.text ?? '') ?? [];
	expect(mail?.text).toContain(`${origin}/asked/mail`);
	const link = { pulseId: pulse.id, employeeId: storeManager.id };
	expect(await readAskedToken(db.read, token)).toEqual(link);
	expect(mail?.text, 'not the question, nor the policy').not.toMatch(/service|standard/i);
});

test('quiet hours hold it, and who has answered meanwhile gets none', async () => {
	const { box, company, db, pulse, tell } = await asked();
	const quiet = { ...(await readSettings(db.read)), quietFrom: '08:00', quietUntil: '12:00' };
	await changeSettings(db, { values: quiet, by: administrator.id, at: castTime });
	await tell(castTime + 1);
	expect(box.mails).toEqual([]);
	await answer(db, pulse, storeManager);
	await tell(castTime + 4 * hour);
	expect(box.mails.map(({ to }) => to?.[0]?.address)).toEqual([addressOf(shiftLead)]);
	const states = (await allMessages(company)).map(({ state }) => state);
	expect(states.toSorted()).toEqual(['dropped', 'sent']);
});

test('nobody is told of a pulse that is over, or after she left', async () => {
	const { box, db, pulse, tell } = await asked();
	await db.write((tx) =>
		tx.update(employees).set({ leftAt: castTime }).where(eq(employees.id, shiftLead.id)),
	);
	await db.write((tx) =>
		tx
			.update(pulses)
			.set({ endedAt: castTime + 1 })
			.where(eq(pulses.id, pulse.id)),
	);
	await tell(castTime + 2);
	expect(box.mails).toEqual([]);
	const { box: late, tell: tellLate } = await asked();
	await tellLate(until);
	expect(late.mails).toEqual([]);
});

test('a link that was changed by a letter, or made with another key, is nobody’s', async () => {
	const { db, pulse } = await asked();
	const link = { pulseId: pulse.id, employeeId: storeManager.id };
	expect(await readAskedToken(db.read, askedToken('no key yet', link))).toBe(undefined);
	const token = askedToken(await askedSecret(db, castTime), link);
	expect(await readAskedToken(db.read, token)).toEqual(link);
	const [whose = '', signed = ''] = token.split('.');
	const others = askedToken('x', { ...link, employeeId: picker.id }).split('.')[0];
	for (const forged of [
		'',
		'.',
		whose,
		`${whose}.`,
		`${others}.${signed}`,
		`${token}x`,
		`x${token}`,
	])
		expect(await readAskedToken(db.read, forged), forged).toBe(undefined);
});
