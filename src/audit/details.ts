/** One line of what an entry was about: as it is, or from what to what. */
export type Detail =
	| { readonly name: string; readonly is: string }
	| { readonly name: string; readonly before: string; readonly after: string };

/** What an entry was about as lines that can be read; undefined where the law took it. */
export function detailsOf(payload: string | undefined): Detail[] | undefined {
	if (payload === undefined) return undefined;
	const value: unknown = JSON.parse(payload);
	if (!isRecord(value)) return [{ name: 'value', is: shown(value) }];
	// A deed on one thing says before and after of the whole.
	if ('before' in value && 'after' in value && Object.keys(value).length === 2) {
		return fromTo('', value['before'], value['after']);
	}
	return Object.entries(value).flatMap(([name, field]) =>
		isRecord(field) && 'before' in field && 'after' in field
			? fromTo(inWords(name), field['before'], field['after'])
			: { name: inWords(name), is: shown(field) },
	);
}

/** Two records field by field, and only the fields that differ. */
function fromTo(name: string, before: unknown, after: unknown): Detail[] {
	if (!isRecord(before) || !isRecord(after)) {
		return [{ name: name || 'it', before: shown(before), after: shown(after) }];
	}
	return [...new Set([...Object.keys(before), ...Object.keys(after)])]
		.map((key) => ({
			name: [name, inWords(key)].filter(Boolean).join(', '),
			...{ before: shown(before[key]), after: shown(after[key]) },
		}))
		.filter((line) => line.before !== line.after);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** Values as people read them; what is nothing is a dash. */
export function shown(value: unknown): string {
	if (value === null || value === undefined || value === '') return '–';
	if (typeof value === 'boolean') return value ? 'yes' : 'no';
	if (typeof value === 'string' || typeof value === 'number') return moment(value) ?? String(value);
	if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(shown).join(', ');
	return Object.entries(value)
		.map(([key, field]) => `${inWords(key)}: ${shown(field)}`)
		.join('; ');
}

/** A number as large as a moment of these decades is one. */
function moment(value: string | number): string | undefined {
	if (typeof value !== 'number' || value < 9e11 || value > 4e12) return undefined;
	return `${new Date(value).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** `rightFirst`: "right first". */
export function inWords(key: string): string {
	return key.replace(
		/([a-z])([A-Z])/g,
		(_, end: string, begin: string) => `${end} ${begin.toLowerCase()}`,
	);
}
