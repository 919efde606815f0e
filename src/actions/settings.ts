import { z } from 'astro/zod';
import { requireRightTo } from '#auth/guard.ts';
import { changeSettings } from '#people/settings.ts';
import { settingsFromForm } from '#people/settings-fields.ts';
import { chooseOwners } from '#publishing/functions.ts';
import { database } from '../installation.ts';
import { paths } from '../paths.ts';
import { formAction } from './form.ts';

const fields = z.record(z.string(), z.union([z.string().max(1000), z.array(z.string())]));

export const settings = {
	saveSettings: formAction(fields, async (form, { locals }) => {
		const { id: by } = requireRightTo(locals, 'change settings');
		const values = settingsFromForm(form);
		await changeSettings(database, { values, by, at: locals.now });
		return { to: `${paths.settings}?saved=settings` };
	}),

	/** Who agrees in the name of each function: a number or a name in `owner.stores`. */
	saveOwners: formAction(fields, async (form, { locals }) => {
		const { id: by } = requireRightTo(locals, 'change settings');
		const wanted = Object.entries(form).flatMap(([name, value]) => {
			const [, id] = /^owner\.(.+)$/.exec(name) ?? [];
			return id !== undefined && typeof value === 'string' ? [[id, value] as const] : [];
		});
		await chooseOwners(database, { wanted: new Map(wanted), by, at: locals.now });
		return { to: `${paths.settings}?saved=functions#functions` };
	}),
};
