import { z } from 'astro/zod';
import { mostSlips } from '#auth/slips/make.ts';
import { readValues } from './form.ts';

const id = z.string().min(1).max(100);

const schema = z.object({
	person: z.union([id.transform((one) => [one]), z.array(id).max(mostSlips)]).default([]),
	key: z.uuid(),
	/** What these people had is lost or stolen. */
	lost: z.literal('yes').optional(),
});

export type SlipForm = z.output<typeof schema>;

/**
 * The form that asks for slips. Its answer is the page with the codes, which no other address shows:
 * so it is no action, after which the browser would go elsewhere.
 */
export async function readSlipForm(request: Request): Promise<SlipForm | undefined> {
	if (request.method !== 'POST') return undefined;
	const form = await request.formData().catch(() => undefined);
	return form && schema.safeParse(readValues(form)).data;
}
