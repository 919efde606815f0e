import { randomInt } from 'node:crypto';
import { expect, test } from 'vitest';
import { pinProblem } from '#auth/pins/rules.ts';
import { readingGrade } from '#lib/reading-grade.ts';

const owner = { number: '441702', name: 'Amina Yusuf' };

test.each([
	['too short', ['12345', 'short', 'ninechars', '', '1']],
	['repeats', ['111111', '121212', '123123', '12341234', '123321', '98711789', '110110']],
	['few digits', ['111112', '733337', '100001']],
	['runs', ['123456', '654321', '890123', '321098', '246802', '112233', '998877', '01234567']],
	['dates', ['010190', '311299', '123199', '900101', '19901231', '31121990', '12311990', '250626']],
	['lines on the keys', ['147258', '789456', '159357', '258369', '963852', '147258369']],
	['what was leaked most', ['520131', '142536', '102030', '112358', '314159', '5201314']],
	['the like in other digits', ['١٢٣٤٥٦', '۱۱۱۱۱۱', '１２３４５６', '٠١٠١٩٠']],
	['her own number', ['441702', '207144', '4417021', '94417025']],
	['the like in words', ['password123', 'P4ssw0rd!!!', 'iloveyou123', 'qwertyuiop', 'Pass word 1']],
	['keys in a row', ['qwertyuiopas', 'asdfghjkl12', '1q2w3e4r5t', 'abcdefghijkl', 'zxcvbnmasdf']],
	['repeated words', ['aaaaaaaaaaaa', 'hahahahahaha', 'coffeecoffee', '!!!!!!!!!!!!']],
	['her own name', ['Amina Yusuf', 'amina yusuf 1', 'yusufamina12', 'AMINA441702']],
	['other languages', ['Ich liebe dich', 'te amo mucho', 'anh yêu em nhiều', 'kochamcie bardzo']],
])('refused: %s', (_, pins) => {
	for (const pin of pins) expect(pinProblem(pin, owner), pin).toBeTypeOf('string');
});

test.each([
	'271828',
	'808182',
	'406917',
	'58203916',
	'blue kettle on the roof',
	'mleko i chleb we wtorek',
	'một con mèo trên mái nhà',
	'قطة زرقاء فوق السطح',
	'gute Schuhe im Regen',
])('good enough: %s', (pin) => {
	expect(pinProblem(pin, owner)).toBeUndefined();
});

test('about nine in ten of the PINs with six digits will do', () => {
	const tries = 20_000;
	let fine = 0;
	for (let count = 0; count < tries; count += 1) {
		if (!pinProblem(String(randomInt(1_000_000)).padStart(6, '0'), owner)) fine += 1;
	}
	expect(fine / tries).toBeGreaterThan(0.87);
	expect(fine / tries).toBeLessThan(0.94);
});

test('what is wrong is said so that a child of eleven understands it', () => {
	const refused = ['1', '111111', '100001', '123456', '010190', '147258', '520131', '441702'];
	const said = [...refused, 'qwertyuiopas', 'aaaaaaaaaaaa', 'iloveyou12x'].map((pin) =>
		pinProblem(pin, owner),
	);
	for (const sentence of new Set(said)) {
		expect(sentence).toBeTypeOf('string');
		expect(readingGrade(sentence ?? ''), sentence).toBeLessThanOrEqual(6);
	}
});
