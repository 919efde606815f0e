import { randomUUID } from 'node:crypto';
import type { ActionAPIContext } from 'astro:actions';
import { z } from 'astro/zod';
import { requireRightTo } from '#auth/guard.ts';
import { addDirectory, changeDirectory, directorySchema, endDirectory } from '#scim/connect.ts';
import { keepHeld, letLeave } from '#scim/leavers.ts';
import { daysFrom, makeToken, revokeToken } from '#scim/tokens.ts';
import { database } from '../installation.ts';
import { paths } from '../paths.ts';
import { formAction } from './form.ts';
import { knownChannels } from './known-channels.ts';
import { keepToShow } from './shown-once.ts';

const directory = z.string().min(1).max(100);
const about = z.object({ directory });
const days = z.string().max(20).default('');

/** Who may connect directories does it now. */
function deedOf({ locals }: Pick<ActionAPIContext, 'locals'>) {
	const { id } = requireRightTo(locals, 'connect directories');
	return { by: id, at: locals.now };
}

const said = (id: string, did: string) => ({ to: paths.directory(id, did) });

export const directories = {
	addDirectory: formAction(directorySchema, async (form, context) => {
		requireRightTo(context.locals, 'connect directories');
		const id = randomUUID();
		knownChannels(form.channels);
		await addDirectory(database, id, form, deedOf(context));
		return said(id, 'added');
	}),

	saveDirectory: formAction(directorySchema.extend({ directory }), async (form, context) => {
		requireRightTo(context.locals, 'connect directories');
		knownChannels(form.channels);
		await changeDirectory(database, form.directory, form, deedOf(context));
		return said(form.directory, 'saved');
	}),

	endDirectory: formAction(about, async (form, context) => {
		requireRightTo(context.locals, 'connect directories');
		await endDirectory(database, form.directory, deedOf(context));
		return { to: `${paths.directories}?did=ended` };
	}),

	/** The token is shown on the next page and nowhere else: not in an address, not in a log. */
	makeToken: formAction(about.extend({ days, overlap: days }), async (form, context) => {
		requireRightTo(context.locals, 'connect directories');
		const terms = {
			directoryId: form.directory,
			days: daysFrom(form.days, 'days', { least: 1, most: 730 }),
			overlap: daysFrom(form.overlap || '0', 'overlap', { least: 0, most: 30 }),
		};
		const token = await makeToken(database, terms, deedOf(context));
		const { session, now } = context.locals;
		if (session) keepToShow(session.idHash, form.directory, token, now);
		return said(form.directory, 'token');
	}),

	revokeToken: formAction(about.extend({ token: directory }), async (form, context) => {
		requireRightTo(context.locals, 'connect directories');
		await revokeToken(database, form.token, deedOf(context));
		return said(form.directory, 'revoked');
	}),

	letThemLeave: formAction(about, async (form, context) => {
		requireRightTo(context.locals, 'connect directories');
		await letLeave(database, { directoryId: form.directory, ...deedOf(context) });
		return said(form.directory, 'left');
	}),

	keepThem: formAction(about, async (form, context) => {
		requireRightTo(context.locals, 'connect directories');
		await keepHeld(database, { directoryId: form.directory, ...deedOf(context) });
		return said(form.directory, 'kept');
	}),
};
