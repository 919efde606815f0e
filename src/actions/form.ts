import { type ActionAPIContext, defineAction } from 'astro:actions';
import { z } from 'astro/zod';
import { SignInNeeded } from '#auth/guard.ts';
import { Forbidden, Invalid, NotFound } from '#lib/errors.ts';

/** What a form's fields held, so that it comes back filled in. */
export type Values = Readonly<Record<string, string | readonly string[]>>;

/** What came of a form: the next page, the same page with what to mend, or a closed door. */
export type FormOutcome =
	| { readonly to: string }
	| { readonly problems: Readonly<Record<string, string>>; readonly values: Values }
	| { readonly refused: 'sign in' | 'not found' | 'forbidden' };

/** Never shown again once typed. */
const secret = new Set(['pin', 'password', 'new-pin', 'old-pin', 'pin-again']);

/**
 * An action for a plain form. Fields that occur several times are lists. A broken rule becomes a
 * sentence beside its field; the form comes back with everything that was typed, PINs apart.
 */
export function formAction<S extends z.ZodType>(
	schema: S,
	run: (input: z.output<S>, context: ActionAPIContext) => Promise<{ to: string }>,
) {
	return defineAction({
		accept: 'form',
		async handler(form: FormData, context): Promise<FormOutcome> {
			const values = readValues(form);
			try {
				const input = schema.safeParse(values);
				if (!input.success) throw new Invalid(problemsOf(input.error));
				return await run(input.data, context);
			} catch (error) {
				return outcomeOf(error, values);
			}
		},
	});
}

function outcomeOf(error: unknown, values: Values): FormOutcome {
	if (error instanceof Invalid) {
		const kept = Object.entries(values).filter(([name]) => !secret.has(name));
		return { problems: error.problems, values: Object.fromEntries(kept) };
	}
	if (error instanceof SignInNeeded) return { refused: 'sign in' };
	if (error instanceof NotFound) return { refused: 'not found' };
	if (error instanceof Forbidden) return { refused: 'forbidden' };
	throw error;
}

/** A form's fields by name; those that occur several times are lists. */
export function readValues(form: FormData): Values {
	const values: Record<string, string | string[]> = {};
	for (const name of new Set(form.keys())) {
		const all = form.getAll(name).filter((value) => typeof value === 'string');
		values[name] = all.length > 1 ? all : (all[0] ?? '');
	}
	return values;
}

/** What is wrong, by field: the first sentence of each. */
export function problemsOf(error: z.ZodError): Record<string, string> {
	const pairs = error.issues.map(
		(issue) => [String(issue.path[0] ?? 'form'), issue.message] as const,
	);
	return Object.fromEntries(pairs.toReversed());
}
