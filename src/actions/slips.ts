import { z } from 'astro/zod';
import { allowEverybody } from '#auth/guard.ts';
import { activate as useSlip } from '#auth/slips/activate.ts';
import { lookAtCode } from '#auth/slips/look.ts';
import { Invalid } from '#lib/errors.ts';
import { codeLimits, database } from '../installation.ts';
import { enter } from './enter.ts';
import { formAction } from './form.ts';
import { whySlipFails } from './slip-words.ts';

const activation = z.object({
	code: z.string().max(100),
	pin: z.string().min(1, 'Choose a PIN.').max(200, 'Use at most 200 characters.'),
	'pin-again': z.string().max(200),
	key: z.uuid(),
});

export const slips = {
	/** A new PIN, by a printed slip; then she is in. */
	activate: formAction(activation, async (form, context) => {
		allowEverybody(context.locals);
		const { locals } = context;
		const { address } = locals;
		const look = { typed: form.code, address, device: locals.session?.deviceId ?? undefined };
		const slip = await lookAtCode(database, codeLimits, { ...look, at: locals.now });
		if (slip.kind !== 'open' && slip.kind !== 'used')
			throw new Invalid({ code: whySlipFails(slip) });
		if (form.pin !== form['pin-again']) {
			throw new Invalid({ 'pin-again': 'The two are not the same. Type both again.' });
		}
		const { pin, key } = form;
		const outcome = await useSlip(database, { slip, pin, key, at: locals.now });
		if (outcome.kind === 'used') throw new Invalid({ code: whySlipFails(outcome) });
		return enter(context, { employeeId: outcome.employeeId, method: 'slip' });
	}),
};
