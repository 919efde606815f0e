import { randomBytes } from 'node:crypto';
import { z } from 'astro/zod';
import { requireRightTo } from '#auth/guard.ts';
import { Invalid } from '#lib/errors.ts';
import { askEverybody } from '#pulse/ask-everybody.ts';
import { endPulse } from '#pulse/end-pulse.ts';
import { findPulse } from '#pulse/read-pulses.ts';
import { catalogue, database } from '../installation.ts';
import { paths } from '../paths.ts';
import { askFingerprint } from './ask-form.ts';
import { formAction } from './form.ts';
import { lookAtAsk } from './look-at-ask.ts';

const id = z.string().regex(/^[\w-]{1,100}$/, 'Open the form again.');
const text = z.string().max(1000, 'Shorten this text.');

const askSchema = z
	.object({ pulse: id, seen: text.default('') })
	.catchall(z.union([text, z.array(text).max(1000)]));

export const asking = {
	askEverybody: formAction(askSchema, async ({ pulse, seen, ...fields }, { locals }) => {
		const leader = requireRightTo(locals, 'ask everybody');
		const at = locals.now;
		const { terms, problems } = await lookAtAsk(fields, leader, at);
		// The second of two taps: by now those people were asked lately.
		if (await findPulse(database.read, pulse)) return { to: paths.askDone('asked') };
		if (!terms || Object.keys(problems).length > 0) throw new Invalid(problems);
		if (seen !== askFingerprint(terms)) {
			throw new Invalid({ seen: 'Look first at whom this asks. Then ask below.' });
		}
		const seed = randomBytes(16).toString('hex');
		await askEverybody(database, catalogue, { id: pulse, terms, seed, by: leader.id, at });
		return { to: paths.askDone('asked') };
	}),

	endPulse: formAction(z.object({ pulse: id }), async ({ pulse }, { locals }) => {
		const leader = requireRightTo(locals, 'ask everybody');
		await endPulse(database, { id: pulse, by: leader.id, at: locals.now });
		return { to: paths.askDone('ended') };
	}),
};
