import { z } from 'astro/zod';
import { appendAudit } from '#audit/append.ts';
import type { Database, Reader } from '#db/connection.ts';
import { prepared } from '#db/prepared.ts';
import { settings } from '#db/schema/organisation.ts';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time like 20:00.');

/** Every setting with what holds until an organisation decides otherwise. */
export const settingsSchema = z.object({
	/** Days until a material change is due. */
	materialDueDays: z.number().int().min(1).max(60).default(7),
	/** Each function that a policy concerns agrees to the draft by name before it is published. */
	agreementNeeded: z.boolean().default(false),
	/** Another leader approves before anything is published. */
	approvalNeeded: z.boolean().default(false),
	/** No mail is sent between these two times of the day, where the person works. The same twice: never quiet. */
	quietFrom: timeOfDay.default('20:00'),
	quietUntil: timeOfDay.default('07:00'),
	/** Minutes of practice that are offered on one day. */
	practiceMinutes: z.number().int().min(0).max(10).default(2),
	/** Percent: practice keeps each policy at least so likely to be recalled. */
	desiredRetention: z.number().int().min(70).max(97).default(90),
	/** Managers see figures about one person, and not only solid, shaky or unknown. */
	figuresAboutPeople: z.boolean().default(false),
	/** Whoever was drawn for the question is left in peace for so many days. */
	askedAgainDays: z.number().int().min(0).max(365).default(28),
	/** Percent of the company that one import or sync lets leave without a second yes. */
	mostLeavers: z.number().int().min(0).max(100).default(5),
	/** A badge alone does not open a kiosk: its PIN is asked too. */
	badgeNeedsPin: z.boolean().default(false),
	/** Seconds without a touch until a kiosk asks whether anybody is there. */
	kioskIdleSeconds: z.number().int().min(20).max(600).default(60),
	/** Leaders and administrators prove themselves twice, where they don't come by single sign-on. */
	secondProofNeeded: z.boolean().default(true),
	/** Whoever the company's sign-in vouches for is enrolled, if nobody knows her yet. */
	singleSignOnEnrols: z.boolean().default(false),
	/** Months after leaving until each kind of record is nobody's any more. */
	keepRecordMonths: z.number().int().min(0).max(120).default(24),
	keepAnswersMonths: z.number().int().min(0).max(120).default(24),
	keepMessagesMonths: z.number().int().min(0).max(120).default(24),
	keepAccessMonths: z.number().int().min(0).max(120).default(24),
});

export type Settings = z.infer<typeof settingsSchema>;
export type SettingKey = keyof Settings;

/** The settings in force; a stored value that no longer fits its rule counts as not set. */
export async function readSettings(db: Reader): Promise<Settings> {
	const rows = await allSettings(db).execute();
	const fitting = rows.filter(
		({ key, value }) =>
			Object.hasOwn(settingsSchema.shape, key) &&
			settingsSchema.partial().safeParse({ [key]: value }).success,
	);
	return settingsSchema.parse(Object.fromEntries(fitting.map(({ key, value }) => [key, value])));
}

const allSettings = prepared((db) => db.select().from(settings).prepare());

/** Changes settings; those that are as they were leave no trace. */
export async function changeSettings(
	db: Database,
	{ values, by, at }: { values: Settings; by: string; at: number },
): Promise<void> {
	await db.write(async (tx) => {
		const before: Readonly<Record<string, string | number | boolean>> = await readSettings(tx);
		for (const [key, value] of Object.entries(values)) {
			if (before[key] === value) continue;
			const row = { key, value, setAt: at, setBy: by };
			await tx.insert(settings).values(row).onConflictDoUpdate({ target: settings.key, set: row });
			await appendAudit(tx, {
				at,
				actorId: by,
				action: 'setting.changed',
				objectType: 'setting',
				objectId: key,
				payload: { before: before[key] ?? null, after: value },
			});
		}
	});
}
