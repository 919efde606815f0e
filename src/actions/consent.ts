import { z } from 'astro/zod';
import { requirePerson, requireRightTo } from '#auth/guard.ts';
import { askForAgreement, decideAgreement } from '#publishing/agree.ts';
import { askForApproval, decideApproval } from '#publishing/approve.ts';
import { catalogue, database } from '../installation.ts';
import { ownPath, paths } from '../paths.ts';
import { draftsRead } from './drafts-read.ts';
import { formAction } from './form.ts';

const id = z.string().max(100);
const comment = z.string().max(400, 'Shorten this to 400 characters.').default('');
/** The page that the form stands on: a draft's own, or its package's. */
const page = z.string().max(200).transform(ownPath);

export const consent = {
	askAgreement: formAction(
		z.object({ draft: draftsRead, page }),
		async ({ draft, page: back }, { locals }) => {
			const { id: by } = requireRightTo(locals, 'write policies');
			for (const each of draft) {
				await askForAgreement(database, catalogue, { ...each, by, at: locals.now });
			}
			return { to: back };
		},
	),

	decideAgreement: formAction(
		z.object({ id, comment, decision: z.enum(['agreed', 'objected']) }),
		async (given, { locals }) => {
			const { id: by } = requirePerson(locals);
			await decideAgreement(database, { ...given, by, at: locals.now });
			return { to: paths.agreement(given.id) };
		},
	),

	askApproval: formAction(
		z.object({ draft: draftsRead, page, leader: id.min(1, 'Choose a leader.') }),
		async ({ draft, page: back, leader: of }, { locals }) => {
			const { id: by } = requireRightTo(locals, 'write policies');
			await askForApproval(database, draft, { of, by, at: locals.now });
			return { to: back };
		},
	),

	decideApproval: formAction(
		z.object({ draft: draftsRead, page, comment, decision: z.enum(['approved', 'refused']) }),
		async ({ draft, page: back, ...given }, { locals }) => {
			const { id: by } = requireRightTo(locals, 'publish policies');
			await decideApproval(database, draft, { ...given, by, at: locals.now });
			return { to: back };
		},
	),
};
