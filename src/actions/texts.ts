import { z } from 'astro/zod';
import { requireRightTo } from '#auth/guard.ts';
import { Invalid } from '#lib/errors.ts';
import { publishText } from '#publishing/publish-text.ts';
import { database } from '../installation.ts';
import { paths } from '../paths.ts';
import { formAction, type Values } from './form.ts';

const id = z.string().min(1).max(100);
const whole = z.coerce.number().int().min(0);

export const texts = {
	publishText: formAction(
		z
			.object({ policy: id, language: z.string().max(40), version: whole, edition: whole })
			.catchall(z.union([z.string().max(20_000, 'Shorten this text.'), z.array(z.string())])),
		async ({ policy, language, version, edition, ...fields }, { locals }) => {
			const leader = requireRightTo(locals, 'publish policies');
			const outcome = await publishText(database, {
				...{ policyId: policy, language, number: version, seenEdition: edition },
				...partsFrom(fields),
				...{ by: leader.id, at: locals.now },
			});
			if (outcome.kind === 'overtaken')
				throw new Invalid({ overtaken: String(outcome.text.edition) });
			return { to: paths.policyTextPublished(policy, language, version) };
		},
	),
};

/** `statement`, `how.store` … hold the words; `right` the parts that are right as they are. */
function partsFrom({ right = [], ...fields }: Values) {
	const parts = Object.entries(fields).map(([part, words]) => {
		const [text = ''] = [words].flat();
		// A form's lines end as they do on the web; ours as everywhere else.
		return [part, text.replaceAll('\r\n', '\n')] as const;
	});
	return { parts: Object.fromEntries(parts), stillRight: [right].flat() };
}
