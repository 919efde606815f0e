import { Invalid } from '#lib/errors.ts';
import { type SettingKey, type Settings, settingsSchema } from './settings.ts';

/** How a setting is asked for. */
export type SettingField = {
	readonly label: string;
	readonly help: string;
	readonly kind: 'number' | 'switch' | 'text';
	/** What to write instead, where something does not fit. */
	readonly remedy: string;
};

/** The settings page, a row a setting, in this order. A setting that has no row here does not compile. */
export const settingFields = {
	materialDueDays: {
		label: 'Days to take in a material change',
		help: 'So many days after a change takes effect, whoever has not taken it in is overdue.',
		kind: 'number',
		remedy: 'Write a whole number of days from 1 to 60.',
	},
	agreementNeeded: {
		label: 'Agreed by name',
		help: 'Each function that a policy concerns agrees to the draft before it is published. Choose who answers for each function below.',
		kind: 'switch',
		remedy: 'Switch it on or off.',
	},
	approvalNeeded: {
		label: 'A second pair of eyes',
		help: 'Another leader approves a draft before it is published. Nobody approves what she wrote.',
		kind: 'switch',
		remedy: 'Switch it on or off.',
	},
	quietFrom: {
		label: 'No mail from',
		help: 'A time of day where the person works. What is written in the quiet hours goes out after them.',
		kind: 'text',
		remedy: 'Write a time like 20:00.',
	},
	quietUntil: {
		label: 'No mail until',
		help: 'The same time twice: there are no quiet hours.',
		kind: 'text',
		remedy: 'Write a time like 07:00.',
	},
} as const satisfies Record<SettingKey, SettingField>;

/** The settings as a form has them; throws Invalid with a sentence per field. */
export function settingsFromForm(values: Readonly<Record<string, unknown>>): Settings {
	const read = Object.entries<SettingField>(settingFields).map(
		([key, { kind }]) => [key, valueOf(kind, values[key])] as const,
	);
	const result = settingsSchema.safeParse(Object.fromEntries(read));
	if (result.success) return result.data;
	const wrong = new Set(result.error.issues.map(({ path }) => String(path[0])));
	throw new Invalid(
		Object.fromEntries(
			Object.entries<SettingField>(settingFields)
				.filter(([key]) => wrong.has(key))
				.map(([key, { remedy }]) => [key, remedy]),
		),
	);
}

/** A switch that is off sends nothing. */
function valueOf(kind: SettingField['kind'], value: unknown): unknown {
	if (kind === 'switch') return value === 'on';
	const text = typeof value === 'string' ? value.trim() : '';
	if (kind === 'text') return text;
	return text === '' ? Number.NaN : Number(text);
}
