import { and, asc, eq, isNull } from 'drizzle-orm';
import { z } from 'astro/zod';
import { appendAudit } from '#audit/append.ts';
import type { Database, Reader } from '#db/connection.ts';
import { messages, webhooks } from '#db/schema/notifications.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { refusedUrl } from '#lib/post-json.ts';

export type Webhook = typeof webhooks.$inferSelect;

export const webhookSchema = z.object({
	name: z.string().trim().min(1, 'Give it a name, like the name of the channel.').max(80),
	kind: z.enum(['slack', 'teams'], 'Choose Slack or Teams.'),
	url: z.string().trim().min(1, 'Paste the address.').max(2000, 'This is too long for an address.'),
});

/** The webhooks that hear of changes, in the order in which they were added. */
export function readWebhooks(db: Reader): Promise<Webhook[]> {
	return db
		.select()
		.from(webhooks)
		.where(isNull(webhooks.disabledAt))
		.orderBy(asc(webhooks.createdAt), asc(webhooks.id));
}

export async function readWebhook(db: Reader, id: string): Promise<Webhook> {
	const [webhook] = await db
		.select()
		.from(webhooks)
		.where(and(eq(webhooks.id, id), isNull(webhooks.disabledAt)));
	if (!webhook) throw new NotFound('There is no such webhook.');
	return webhook;
}

/** Adds a webhook. The audit says where it leads, not its address: that is as good as a password. */
export async function addWebhook(
	db: Database,
	webhook: Omit<Webhook, 'disabledAt'>,
	{ local }: { local: boolean },
): Promise<void> {
	const refused = refusedUrl(webhook.url, { local });
	if (refused) throw new Invalid({ url: refused });
	await db.write(async (tx) => {
		const added = await tx.insert(webhooks).values(webhook).onConflictDoNothing().returning();
		if (added.length === 0) return;
		const { id, name, kind, url, createdBy, createdAt } = webhook;
		await appendAudit(tx, {
			at: createdAt,
			actorId: createdBy,
			action: 'webhook.added',
			objectType: 'webhook',
			objectId: id,
			payload: { name, kind, host: new URL(url).host },
		});
	});
}

/** Nothing goes there any more; what waits for it is dropped. */
export async function removeWebhook(
	db: Database,
	{ id, by, at }: { id: string; by: string; at: number },
): Promise<void> {
	await db.write(async (tx) => {
		const [removed] = await tx
			.update(webhooks)
			.set({ disabledAt: at })
			.where(and(eq(webhooks.id, id), isNull(webhooks.disabledAt)))
			.returning();
		if (!removed) throw new NotFound('There is no such webhook.');
		await tx
			.update(messages)
			.set({ state: 'dropped', lastError: 'The webhook was removed.' })
			.where(and(eq(messages.webhookId, id), eq(messages.state, 'waiting')));
		await appendAudit(tx, {
			at,
			actorId: by,
			action: 'webhook.removed',
			objectType: 'webhook',
			objectId: id,
			payload: { name: removed.name },
		});
	});
}
