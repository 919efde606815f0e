import { z } from 'astro/zod';
import { requireRightTo } from '#auth/guard.ts';
import { Invalid } from '#lib/errors.ts';
import { serviceDay } from '#lib/service-day.ts';
import { organisationTimeZone } from '#people/organisation.ts';
import { takeBackTopic } from '#practice/huddle-topics.ts';
import { type Part, readPart } from '#pulse/people-in-group.ts';
import { sendRemedy } from '#pulse/remedy.ts';
import { putResultIntoHuddle } from '#pulse/result-into-huddle.ts';
import { database } from '../installation.ts';
import { paths } from '../paths.ts';
import { formAction } from './form.ts';

const id = z.string().min(1).max(100);
const part = z.string().min(1, 'Choose whom it is for.').max(200);

/** What to do next, beside the result of a question. */
export const afterResult = {
	sendRemedy: formAction(z.object({ pulse: id, part }), async (input, { locals }) => {
		const { id: by } = requireRightTo(locals, 'ask everybody');
		const sent = await sendRemedy(database, {
			...{ pulseId: input.pulse, part: requireRead(input.part), by, at: locals.now },
		});
		return { to: paths.pulseNext(input.pulse, { sent: `${sent}` }) };
	}),

	putResultIntoHuddle: formAction(
		z.object({
			pulse: id,
			part,
			day: z.string(),
			idea: z.string().trim().max(200, 'Write it shorter: at most 200 letters.'),
			key: z.uuid(),
		}),
		async ({ pulse: pulseId, part: whom, day, idea, key }, { locals }) => {
			const { id: by } = requireRightTo(locals, 'plan huddles');
			const today = serviceDay(locals.now, await organisationTimeZone(database.read));
			await putResultIntoHuddle(database, {
				...{ id: key, pulseId, part: requireRead(whom), day, idea, by, at: locals.now, today },
			});
			return { to: paths.pulseNext(pulseId, { huddle: day }) };
		},
	),

	takeOutOfHuddle: formAction(z.object({ pulse: id, topic: id }), async (input, { locals }) => {
		const { id: by } = requireRightTo(locals, 'plan huddles');
		await takeBackTopic(database, { id: input.topic, by, at: locals.now });
		return { to: paths.pulseNext(input.pulse, { huddle: 'back' }) };
	}),
};

function requireRead(text: string): Part {
	const read = readPart(text);
	if (!read) throw new Invalid({ part: 'Choose whom it is for.' });
	return read;
}
