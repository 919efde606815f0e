/** Where the ten digits of a script begin: Arabic, Persian, and those of India and its neighbours. */
const zeros = [
	...[0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66],
	...[0xe50, 0xed0, 0x1040, 0x17e0],
];

/** The same digits as on any other keyboard: ٤٤١٧ is 4417. Wide ones become narrow. */
export function latinDigits(text: string): string {
	return text.normalize('NFKC').replace(/\p{Nd}/gu, (digit) => {
		const point = digit.codePointAt(0) ?? 0;
		const zero = zeros.find((start) => point >= start && point < start + 10);
		return zero === undefined ? digit : String(point - zero);
	});
}
