import type { FormOutcome, Values } from './form.ts';

/** What a page shows in a form that came back: what was typed, and what is wrong with it. */
export type FormState = {
	readonly problems: Readonly<Record<string, string>>;
	/** What was typed, or else what stood there before. */
	value(name: string, otherwise?: string): string;
	chosen(name: string): readonly string[];
};

type Result = { readonly data?: FormOutcome | undefined } | undefined;

export function formState(result: Result): FormState {
	const outcome = result?.data;
	const failed = outcome && 'problems' in outcome ? outcome : undefined;
	const values: Values = failed?.values ?? {};
	return {
		problems: failed?.problems ?? {},
		value: (name, otherwise = '') => (failed ? first(values[name]) : otherwise),
		chosen: (name) => [values[name] ?? []].flat(),
	};
}

function first(value: string | readonly string[] | undefined): string {
	return typeof value === 'string' ? value : (value?.[0] ?? '');
}
