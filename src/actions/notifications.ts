import { randomUUID } from 'node:crypto';
import { z } from 'astro/zod';
import { requirePerson, requireRightTo } from '#auth/guard.ts';
import { Invalid } from '#lib/errors.ts';
import { post } from '#notifications/deliver-webhooks.ts';
import { chooseMail } from '#notifications/mail-choice.ts';
import { tryAgain } from '#notifications/overview.ts';
import { addWebhook, readWebhook, removeWebhook, webhookSchema } from '#notifications/webhooks.ts';
import { database, environment } from '../installation.ts';
import { originOf } from '../jobs/newsroom.ts';
import { paths } from '../paths.ts';
import { formAction } from './form.ts';

const id = z.string().min(1).max(100);
const message = z.string().min(1).max(200);
const local = environment.LOCAL_WEBHOOKS === 'on';

export const notifications = {
	/** Whether somebody wants mail that is not required. */
	chooseMail: formAction(z.object({ mail: z.enum(['on', 'off']) }), async ({ mail }, context) => {
		const { id: employeeId } = requirePerson(context.locals);
		await chooseMail(database, { employeeId, wanted: mail === 'on', at: context.locals.now });
		return { to: `${paths.me}?mail=${mail}` };
	}),

	addWebhook: formAction(webhookSchema, async (webhook, { locals }) => {
		const { id: createdBy } = requireRightTo(locals, 'see notifications');
		const row = { ...webhook, id: randomUUID(), createdBy, createdAt: locals.now };
		await addWebhook(database, row, { local });
		return { to: `${paths.notifications}?did=added` };
	}),

	testWebhook: formAction(z.object({ webhook: id }), async ({ webhook }, { locals }) => {
		requireRightTo(locals, 'see notifications');
		const to = await readWebhook(database.read, webhook);
		const line = { text: 'Touchstone can write here', to: originOf(environment) };
		const outcome = await post(to, [line], { local });
		if (outcome.kind === 'taken') return { to: `${paths.notifications}?did=tested` };
		const why = `The test did not arrive (${outcome.reason}). Check the address, or add it again.`;
		throw new Invalid({ [`webhook ${webhook}`]: why });
	}),

	removeWebhook: formAction(z.object({ webhook: id }), async ({ webhook }, { locals }) => {
		const { id: by } = requireRightTo(locals, 'see notifications');
		await removeWebhook(database, { id: webhook, by, at: locals.now });
		return { to: `${paths.notifications}?did=removed` };
	}),

	tryAgain: formAction(
		z.object({
			message: z.union([message.transform((one) => [one]), z.array(message).max(500)]),
		}),
		async ({ message: ids }, { locals }) => {
			const { id: by } = requireRightTo(locals, 'see notifications');
			await tryAgain(database, { ids, by, at: locals.now });
			return { to: `${paths.notifications}?did=again` };
		},
	),
};
