import { z } from 'astro/zod';
import { requireRightTo } from '#auth/guard.ts';
import { changeSite, removeSite, removeVendor, renameVendor } from '#people/change-places.ts';
import { database } from '../installation.ts';
import { paths } from '../paths.ts';
import { formAction } from './form.ts';

const id = z.string().min(1).max(100);
const name = z.string().trim().min(1, 'Write a name.').max(120, 'Write a shorter name.');
const text = z.string().max(200).default('');

export const places = {
	/** The fields that begin with `seen` hold what the form showed. */
	changeSite: formAction(
		z.object({
			...{ site: id, name, timeZone: z.string().trim().max(80), market: text },
			...{ seenName: text, seenTimeZone: text, seenMarket: text },
		}),
		async (form, { locals }) => {
			const { id: by } = requireRightTo(locals, 'change the organisation');
			const { name: called, timeZone } = form;
			const market = form.market.trim().toUpperCase() || null;
			const site = { id: form.site, name: called, timeZone, market };
			const before = { name: form.seenName, timeZone: form.seenTimeZone };
			const seen = { id: form.site, ...before, market: form.seenMarket || null };
			const deed = { by, at: locals.now };
			const changed = await database.write((tx) => changeSite(tx, { seen, site }, deed));
			return { to: `${paths.organisationSite(site.id)}?did=${changed ? 'changed' : 'nothing'}` };
		},
	),

	removeSite: formAction(z.object({ site: id }), async ({ site }, { locals }) => {
		const { id: by } = requireRightTo(locals, 'change the organisation');
		await database.write((tx) => removeSite(tx, site, { by, at: locals.now }));
		return { to: `${paths.organisation}?did=removed` };
	}),

	renameVendor: formAction(
		z.object({ vendor: id, name, seenName: text }),
		async (form, context) => {
			const { id: by } = requireRightTo(context.locals, 'change the organisation');
			const vendor = { id: form.vendor, name: form.name };
			const seen = { id: form.vendor, name: form.seenName };
			const deed = { by, at: context.locals.now };
			const changed = await database.write((tx) => renameVendor(tx, { seen, vendor }, deed));
			const did = changed ? 'changed' : 'nothing';
			return { to: `${paths.organisationVendor(vendor.id)}?did=${did}` };
		},
	),

	removeVendor: formAction(z.object({ vendor: id }), async ({ vendor }, { locals }) => {
		const { id: by } = requireRightTo(locals, 'change the organisation');
		await database.write((tx) => removeVendor(tx, vendor, { by, at: locals.now }));
		return { to: `${paths.organisation}?did=removed` };
	}),
};
