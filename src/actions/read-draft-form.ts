import { Invalid } from '#lib/errors.ts';
import { readPlaces } from '#people/places.ts';
import type { PolicyBody } from '#policies/body.ts';
import { parseBody } from '#policies/check-body.ts';
import { type Rename, renameProblems } from '#policies/renames.ts';
import type { PolicyVersion } from '#policies/versions.ts';
import { catalogue, database } from '../installation.ts';
import { bodyFromForm } from './draft-form.ts';
import { renamesFrom, rowProblems } from './fact-rows.ts';
import type { Values } from './form.ts';

/** What a draft's form says, checked: all that is wrong at once, each beside its field. */
export async function readDraftForm(
	values: Values & { readonly policy: string },
	newest: PolicyVersion | undefined,
	isFact: (name: string) => boolean,
): Promise<{ body: PolicyBody; renames: readonly Rename[] }> {
	const places = await readPlaces(database.read);
	const renames = renamesFrom(values);
	const problems = { ...renameProblems(renames, newest), ...rowProblems(values) };
	try {
		const body = parseBody(values.policy, bodyFromForm(values), {
			facts: isFact,
			channels: catalogue.channels.map(({ id }) => id),
			places: places.map(({ key }) => key),
		});
		if (Object.keys(problems).length === 0) return { body, renames };
	} catch (error) {
		if (!(error instanceof Invalid)) throw error;
		throw new Invalid({ ...error.problems, ...problems });
	}
	throw new Invalid(problems);
}
