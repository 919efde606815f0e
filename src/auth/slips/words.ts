import { closestLanguage, sourceLanguage } from '#lib/language.ts';

/** What stands on a slip, in the language of whoever gets it. */
export type SlipWords = {
	readonly language: string;
	readonly direction: 'ltr' | 'rtl';
	/** What to do with it. */
	readonly how: string;
	readonly number: string;
	readonly code: string;
	readonly until: string;
	/** It is hers alone. */
	readonly keep: string;
};

const ltr = 'ltr';

const all: readonly SlipWords[] = [
	{
		...{ language: 'en', direction: ltr, number: 'Your number', code: 'Code' },
		how: 'Scan this with your phone, or open the address and type the code. Then choose your own PIN.',
		until: 'Use it by',
		keep: 'Only for you. It works once.',
	},
	{
		...{ language: 'de', direction: ltr, number: 'Ihre Nummer', code: 'Code' },
		how: 'Scannen Sie das mit dem Handy, oder öffnen Sie die Adresse und tippen Sie den Code ein. Dann wählen Sie Ihre eigene PIN.',
		until: 'Gilt bis',
		keep: 'Nur für Sie. Gilt einmal.',
	},
	{
		...{ language: 'pl', direction: ltr, number: 'Numer pracownika', code: 'Kod' },
		how: 'Zeskanuj to telefonem albo otwórz adres i wpisz kod. Potem wybierz własny PIN.',
		until: 'Ważne do',
		keep: 'Tylko dla tej osoby. Działa jeden raz.',
	},
	{
		...{ language: 'es', direction: ltr, number: 'Tu número', code: 'Código' },
		how: 'Escanéalo con el móvil, o abre la dirección y escribe el código. Después elige tu propio PIN.',
		until: 'Válido hasta el',
		keep: 'Solo para ti. Sirve una vez.',
	},
	{
		...{ language: 'vi', direction: ltr, number: 'Mã nhân viên', code: 'Mã kích hoạt' },
		how: 'Quét mã này bằng điện thoại, hoặc mở địa chỉ rồi gõ mã kích hoạt. Sau đó chọn mã PIN của riêng bạn.',
		until: 'Dùng trước hết ngày',
		keep: 'Chỉ dành cho bạn. Dùng được một lần.',
	},
	{
		...{ language: 'ar', direction: 'rtl', number: 'رقمك', code: 'الرمز' },
		how: 'امسح هذا الرمز بهاتفك، أو افتح العنوان واكتب الرمز. ثم اختر رقمك السري الخاص بك.',
		until: 'صالح حتى',
		keep: 'لك وحدك. يُستعمل مرة واحدة.',
	},
	{
		...{ language: 'tr', direction: ltr, number: 'Numaranız', code: 'Kod' },
		how: 'Bunu telefonunuzla okutun ya da adresi açıp kodu yazın. Sonra kendi PIN’inizi seçin.',
		until: 'Son gün',
		keep: 'Yalnızca sizin için. Bir kez çalışır.',
	},
];

const words = new Map(all.map((entry) => [entry.language, entry]));

/** English where a language has no words yet. */
export function slipWords(language: string): SlipWords {
	const found = words.get(closestLanguage(words.keys(), language) ?? sourceLanguage);
	if (!found) throw new Error('A slip has no words.');
	return found;
}

/** The last day that a slip can be used, as its reader writes it. */
export function lastDay(validUntil: number, { language }: SlipWords, timeZone: string): string {
	// The day before the month, and Latin digits: it is read out to a lead, too.
	const locale = language === 'en' ? 'en-GB' : `${language}-u-nu-latn`;
	return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(validUntil);
}
