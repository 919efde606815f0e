import { z } from 'astro/zod';
import { allowEverybody, requireRightTo } from '#auth/guard.ts';
import { makeKioskCode } from '#auth/kiosks/enrol.ts';
import { endSessionsOn } from '#auth/kiosks/hours.ts';
import { cutOffKiosk } from '#auth/kiosks/kiosk.ts';
import { signInOnKiosk } from '#auth/kiosks/sign-in.ts';
import { database, signInLimits } from '../installation.ts';
import { paths } from '../paths.ts';
import { enter } from './enter.ts';
import { formAction } from './form.ts';
import { refusalOnKiosk } from './kiosk-refusals.ts';

export const kiosks = {
	/** A code that makes one device a kiosk. */
	makeKioskCode: formAction(
		z.object({
			name: z.string().trim().min(1, 'Give it a name, like “Packing 2”.').max(60),
			site: z.string().max(100),
		}),
		async ({ name, site: siteId }, { locals }) => {
			const who = requireRightTo(locals, 'enrol kiosks');
			const id = await makeKioskCode(database, { name, siteId }, { who, at: locals.now });
			return { to: paths.kioskCode(id) };
		},
	),

	cutOffKiosk: formAction(z.object({ kiosk: z.string().max(100) }), async (form, { locals }) => {
		const who = requireRightTo(locals, 'enrol kiosks');
		await cutOffKiosk(database, { kioskId: form.kiosk, who, at: locals.now });
		return { to: `${paths.kiosks}?cut=1` };
	}),

	/** A badge, or number and PIN: what a hand scanner types comes in the number's field. */
	signInOnKiosk: formAction(
		z.object({
			number: z.string().trim().min(1, 'Show your badge, or type your number.').max(1000),
			pin: z.string().max(200, 'This is too long for a PIN.').default(''),
		}),
		async ({ number, pin }, context) => {
			allowEverybody(context.locals);
			const { kiosk, now: at } = context.locals;
			if (!kiosk || kiosk.cutOff) return { to: paths.kiosk };
			const showing = { text: number, pin, kiosk, at };
			const outcome = await signInOnKiosk(database, signInLimits, showing);
			if (outcome.kind !== 'badge' && outcome.kind !== 'signed in') {
				throw refusalOnKiosk(outcome, kiosk);
			}
			await endSessionsOn(database, kiosk.id);
			const method = outcome.kind === 'badge' ? 'badge' : 'pin';
			return enter(context, { employeeId: outcome.employeeId, method });
		},
	),
};
