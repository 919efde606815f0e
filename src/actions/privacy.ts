import { z } from 'astro/zod';
import { requireRightTo } from '#auth/guard.ts';
import { log } from '#lib/log.ts';
import { erasureReasons } from '#privacy/end-kinds.ts';
import { erasePerson } from '#privacy/erase-person.ts';
import { database } from '../installation.ts';
import { chainChecks } from '../jobs/chain-checks.ts';
import { runOnce } from '../jobs/keep-the-law.ts';
import { paths } from '../paths.ts';
import { formAction } from './form.ts';

/** Milliseconds that somebody waits for what may take minutes; then the page says how far it is. */
const patience = 2000;

export const privacy = {
	/** Erases somebody for good, on request; if she works here she leaves with it. */
	erasePerson: formAction(
		z.object({
			person: z.string().min(1).max(100),
			number: z.string().max(100),
			why: z.enum(erasureReasons, 'Choose why.'),
		}),
		async ({ person, number, why }, { locals }) => {
			const { id: by } = requireRightTo(locals, 'keep the law');
			const erasure = { employeeId: person, number, why };
			await erasePerson(database, erasure, { by, at: locals.now });
			return { to: `${paths.leavers}?did=erased` };
		},
	),

	/** Does now what the job would do tonight. */
	keepTheLawNow: formAction(
		z.object({ sure: z.literal('yes', 'Tick that you have read it.') }),
		async (_, { locals }) => {
			const { id: by } = requireRightTo(locals, 'keep the law');
			await forAWhile(runOnce(by), 'keeping the law failed');
			return { to: `${paths.leavers}?did=run` };
		},
	),

	/** Walks the chained record beside the requests. */
	checkRecord: formAction(z.object({}), async (_, { locals }) => {
		const { id: by } = requireRightTo(locals, 'see audit');
		await forAWhile(chainChecks.begin(by), 'checking the record failed');
		return { to: `${paths.audit}#chain` };
	}),
};

async function forAWhile(work: Promise<void>, failed: string): Promise<void> {
	work.catch((err: unknown) => log.error({ err }, failed));
	await Promise.race([work, new Promise((resolve) => setTimeout(resolve, patience))]);
}
