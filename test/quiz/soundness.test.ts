import { expect, test } from 'vitest';
import { isJsx, parseMdx } from '#lib/mdx.ts';
import { type FactLookup, formatQuantity, type Quantity } from '#lib/quantity.ts';
import { fillTemplate } from '#lib/template.ts';
import { parseQuestion } from '#quiz/parse.ts';
import type { Question } from '#quiz/question.ts';
import { brokenHolds, wrongMadeRight } from '#quiz/soundness.ts';

const thirtyDays = factsWhere({ value: 30, unit: 'day' });
const fortyFiveDays = factsWhere({ value: 45, unit: 'day' });

const howLong =
	question(`<Question id="how-long" policy="returns" holds="returns.window < 90 day and returns.window > 14 day">
How long does she have?

- [x] <Fact of="returns.window" />
- [ ] 45 days
- [ ] Forty-five days, with the receipt
- [ ] 90 days
- [ ] In a store, <Fact of="returns.window" />
</Question>`);

test('a condition is broken when the fact no longer meets it', () => {
	expect(brokenHolds(howLong, thirtyDays)).toEqual([]);
	const [broken, ...others] = brokenHolds(howLong, factsWhere({ value: 3, unit: 'month' }));
	expect(broken).toMatchObject({ of: 'returns.window', is: '<', than: { value: 90, unit: 'day' } });
	expect(others).toEqual([]);
});

test('a condition is broken when its fact is gone or has another kind of unit', () => {
	expect(brokenHolds(howLong, () => undefined)).toHaveLength(2);
	expect(brokenHolds(howLong, factsWhere({ value: 50, unit: 'EUR' }))).toHaveLength(2);
});

test('a wrong answer is made right by the fact that it names', () => {
	expect(madeRight(howLong, thirtyDays)).toEqual([]);
	expect(madeRight(howLong, fortyFiveDays)).toEqual([
		'45 days',
		'Forty-five days, with the receipt',
	]);
});

test('the same length of time in another unit is the same', () => {
	const weeks = question(`<Question id="weeks" policy="returns">
How long?

- [x] For <Fact of="returns.window" />
- [ ] For three weeks
- [ ] For a month
</Question>`);
	expect(madeRight(weeks, factsWhere({ value: 21, unit: 'day' }))).toEqual(['For three weeks']);
});

test('a wrong answer is recognised in another language by what the fact looks like', () => {
	const spanish = question(`<Question id="es" policy="returns">
¿Cuánto tiempo?

- [x] En <Fact of="returns.window" />
- [ ] Hasta 45 días.
- [ ] Hasta 145 días.
</Question>`);
	expect(madeRight(spanish, fortyFiveDays, 'es')).toEqual(['Hasta 45 días.']);
});

test('case, white space and punctuation make no difference between answers; an amount does', () => {
	const same = question(`<Question id="same" policy="returns" kind="multiple">
What do you do?

- [x] Take them back
- [x] Pay 50 %
- [ ] “Take  them *back*!”
- [ ] Pay €50
- [ ] Take them
</Question>`);
	expect(madeRight(same, thirtyDays)).toEqual(['“Take  them back!”']);
});

test('the steps of a scenario are looked at one by one', () => {
	const scenario = question(`<Question id="steps" policy="returns" kind="scenario">
She waits.

1. What first?

   - [x] Greet her
     > → 2
   - [ ] Ask her
     > → 2

2. What then?

   - [x] Ask her
     > → end
   - [ ] Say 45 days
     > → end
   - [ ] ask her
     > → end
</Question>`);
	expect(madeRight(scenario, fortyFiveDays)).toEqual(['ask her']);
});

test('what stands in order is never made right', () => {
	const order = question(`<Question id="order" policy="returns" kind="order">
In which order?

1. Greet
2. Ask
3. Ask
</Question>`);
	expect(madeRight(order, thirtyDays)).toEqual([]);
});

function madeRight(asked: Question, facts: FactLookup, language = 'en'): string[] {
	const show = (name: string) => formatQuantity(facts(name) ?? { value: 0, unit: 'day' }, language);
	return wrongMadeRight(asked, facts, show).map(({ wording }) => fillTemplate(wording.text, show));
}

function factsWhere(window: Quantity): FactLookup {
	return (name) => (name === 'returns.window' ? window : undefined);
}

function question(source: string): Question {
	const element = parseMdx(source).children.find(isJsx);
	const parsed = element && parseQuestion(element, () => undefined);
	if (!parsed) throw new Error('The question of this test cannot be read.');
	return parsed;
}
