// The words that Intl has not got, by language. A language that is not here reads the English ones.

const workingDays: Readonly<Record<string, Partial<Record<Intl.LDMLPluralRule, string>>>> = {
	en: { one: 'working day', other: 'working days' },
	de: { one: 'Arbeitstag', other: 'Arbeitstage' },
	es: { one: 'día laborable', other: 'días laborables' },
	fr: { one: 'jour ouvré', other: 'jours ouvrés' },
	pl: {
		one: 'dzień roboczy',
		few: 'dni robocze',
		many: 'dni roboczych',
		other: 'dnia roboczego',
	},
	pt: { one: 'dia útil', other: 'dias úteis' },
	// From twenty on Romanian puts a word between: "20 de zile lucrătoare".
	ro: { one: 'zi lucrătoare', few: 'zile lucrătoare', other: 'de zile lucrătoare' },
	tr: { other: 'iş günü' },
};

const yesAndNo: Readonly<Record<string, { readonly yes: string; readonly no: string }>> = {
	en: { yes: 'yes', no: 'no' },
	de: { yes: 'ja', no: 'nein' },
	es: { yes: 'sí', no: 'no' },
	fr: { yes: 'oui', no: 'non' },
	pl: { yes: 'tak', no: 'nie' },
	pt: { yes: 'sim', no: 'não' },
	ro: { yes: 'da', no: 'nu' },
	tr: { yes: 'evet', no: 'hayır' },
};

const rules = new Map<string, Intl.PluralRules>();

/** "working days" as they are called after a number. */
export function workingDayWord(value: number, locale: string): string {
	const language = known(workingDays, locale);
	const forms = workingDays[language] ?? {};
	return forms[category(value, language)] ?? forms.other ?? '';
}

/** `yes` or `no` as a language says it. */
export function yesOrNo(value: string, locale: string): string {
	const words = yesAndNo[known(yesAndNo, locale)];
	return (value === 'yes' ? words?.yes : words?.no) ?? value;
}

/** A thing counted: in English with its plural, elsewhere the author's own word. */
export function countedWord(noun: string, value: number, locale: string): string {
	if (languageOf(locale) !== 'en' || category(value, 'en') === 'one') return noun;
	if (noun === 'person') return 'people';
	if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
	return /(s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

function category(value: number, language: string): Intl.LDMLPluralRule {
	const rule = rules.get(language) ?? new Intl.PluralRules(language);
	rules.set(language, rule);
	return rule.select(value);
}

function known(table: object, locale: string): string {
	const language = languageOf(locale);
	return Object.hasOwn(table, language) ? language : 'en';
}

/** `pt-BR` is Portuguese. */
function languageOf(locale: string): string {
	return locale.split('-')[0] ?? locale;
}
