import { Invalid } from '#lib/errors.ts';
import { type SettingKey, type Settings, settingsSchema } from './settings.ts';

type SettingGroup =
	'Policies' | 'Knowing it' | 'Mail' | 'People' | 'Getting in' | 'Keeping records';

/** How a setting is asked for. */
export type SettingField = {
	/** Those of one group stand under its heading. */
	readonly group: SettingGroup;
	readonly label: string;
	readonly help: string;
	readonly kind: 'number' | 'switch' | 'text';
	/** What to write instead, where something does not fit. */
	readonly remedy: string;
};

// Long because a setting has a row here.
/** The settings page, a row a setting, in this order. A setting that has no row here does not compile. */
export const settingFields = {
	materialDueDays: {
		group: 'Policies',
		label: 'Days to take in a material change',
		help: 'So many days after a change takes effect, whoever has not taken it in is overdue.',
		kind: 'number',
		remedy: 'Write a whole number of days from 1 to 60.',
	},
	agreementNeeded: {
		group: 'Policies',
		label: 'Agreed by name',
		help: 'Each function that a policy concerns agrees to the draft before it is published. Choose who answers for each function below.',
		kind: 'switch',
		remedy: 'Switch it on or off.',
	},
	approvalNeeded: {
		group: 'Policies',
		label: 'A second pair of eyes',
		help: 'Another leader approves a draft before it is published. Nobody approves their own words.',
		kind: 'switch',
		remedy: 'Switch it on or off.',
	},
	quietFrom: {
		group: 'Mail',
		label: 'No mail from',
		help: 'A time of day where the person works. What is written in the quiet hours goes out after them.',
		kind: 'text',
		remedy: 'Write a time like 20:00.',
	},
	quietUntil: {
		group: 'Mail',
		label: 'No mail until',
		help: 'The same time twice: there are no quiet hours.',
		kind: 'text',
		remedy: 'Write a time like 07:00.',
	},
	practiceMinutes: {
		group: 'Knowing it',
		label: 'Minutes of practice a day',
		help: 'At most so many are offered to somebody on one day. 0 offers none.',
		kind: 'number',
		remedy: 'Write a whole number from 0 to 10.',
	},
	desiredRetention: {
		group: 'Knowing it',
		label: 'Keep in mind, percent',
		help: 'A policy is asked again when the chance that somebody can recall it falls below this. Higher means more questions.',
		kind: 'number',
		remedy: 'Write a whole number from 70 to 97.',
	},
	figuresAboutPeople: {
		group: 'Knowing it',
		label: 'Figures about one person',
		help: 'A manager sees how likely somebody is to recall a policy, as a number. Off: solid, shaky or unknown. Decide this with your people.',
		kind: 'switch',
		remedy: 'Switch it on or off.',
	},
	askedAgainDays: {
		group: 'Knowing it',
		label: 'Days until somebody is drawn again',
		help: 'Whoever was drawn for the question of the chief executive is passed over for so many days.',
		kind: 'number',
		remedy: 'Write a whole number of days from 0 to 365.',
	},
	mostLeavers: {
		group: 'People',
		label: 'Most who may leave at once (percent)',
		help: 'When an import would let more of the company leave than this, it asks a second time. A directory’s sync waits for your yes.',
		kind: 'number',
		remedy: 'Write a whole number from 0 to 100.',
	},
	badgeNeedsPin: {
		group: 'Getting in',
		label: 'A badge and a PIN',
		help: 'Whoever shows a badge types the PIN too. A photo of a badge then opens nothing.',
		kind: 'switch',
		remedy: 'Switch it on or off.',
	},
	kioskIdleSeconds: {
		group: 'Getting in',
		label: 'Seconds until a shared tablet asks',
		help: 'After so long without a touch it asks whether anybody is there; 20 seconds later it signs out.',
		kind: 'number',
		remedy: 'Write a whole number of seconds from 20 to 600.',
	},
	secondProofNeeded: {
		group: 'Getting in',
		label: 'A second proof for leaders and administrators',
		help: 'A passkey, or a code from an app on the phone, besides the PIN. Not asked of who comes by the company’s own sign-in.',
		kind: 'switch',
		remedy: 'Switch it on or off.',
	},
	singleSignOnEnrols: {
		group: 'Getting in',
		label: 'The company’s sign-in enrols',
		help: 'Somebody it vouches for and nobody knows yet gets a record. Off: only people of the roster get in.',
		kind: 'switch',
		remedy: 'Switch it on or off.',
	},
	keepRecordMonths: keeping('What was learned', 'completions and signatures'),
	keepAnswersMonths: keeping('What was answered', 'single answers and remarks'),
	keepMessagesMonths: keeping('What was told', 'messages and nudges'),
	keepAccessMonths: keeping(
		'Getting in',
		'sign-ins, and who did what, in the record of everything done',
	),
} as const satisfies Record<SettingKey, SettingField>;

function keeping(what: string, which: string) {
	return {
		group: 'Keeping records',
		label: `${what}: months after leaving`,
		help: `So long after somebody left, ${which} keep the name. Then they are nobody’s; the figures stay. Nothing keeps a name longer than “What was learned”.`,
		kind: 'number',
		remedy: 'Write a whole number of months from 0 to 120.',
	} as const;
}

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
