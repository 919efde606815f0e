import type { ContentFiles } from '#lessons/content-files.ts';
import { type Catalogue, readCatalogue } from '#lessons/catalogue.ts';

// Three policies and four lessons of a shop that lends umbrellas: small enough to hold in mind, and
// none of the company's own. A right answer says “Right”, and an order says where each line belongs.

const policies = {
	loans: `---
id: loans
title: Umbrella loans
owner: Stores
touchpoints: [rain]
statement: Anyone may borrow an umbrella for {window}.
why: Who stayed dry comes back. The deposit is {deposit}.
facts:
  window: { value: 30, unit: day }
  deposit: { value: 5, unit: EUR }
how:
  shop: Lend it, and say that it is hers for {window}.
  van: Keep three umbrellas behind the seat.
---
`,
	flowers: `---
id: flowers
title: A flower for a wait
owner: Stores
touchpoints: [rain]
statement: Who has waited {wait} gets a flower.
why: A wait is a debt. It costs less than the {loans.deposit} for an umbrella.
facts:
  wait: { value: 10, unit: minute }
how:
  shop: Keep them by the door.
  van: Take a bunch along.
---
`,
	keys: `---
id: keys
title: Keys
owner: Stores
touchpoints: [rain]
statement: Every found key hangs at the till for {kept}.
why: Somebody is standing before a closed door.
facts:
  kept: { value: 2, unit: week }
how:
  shop: Hang it up.
  van: Bring it in.
---
`,
};

const lending = `---
title: Lending an umbrella
policies: [loans]
minutes: 3
---

<Statement of="loans" />

<Question id="how-long" policy="loans" holds="loans.window >= 7 day and loans.window < 60 day">
How long may she keep it?

- [x] Right: <Fact of="loans.window" />
  > Yes.
- [ ] 45 days
  > No.
- [ ] 3 days
  > No.
</Question>

<Question id="what-to-write" policy="loans" kind="multiple">
What do you write down?

- [x] Right: her name
- [ ] Her shoe size
- [x] Right: the day
</Question>

<Question id="in-order" policy="loans" kind="order">
In which order?

1. First you ask
2. Then you lend
3. Last you smile
</Question>

<Question id="wet-customer" policy="loans" kind="scenario">
A wet customer comes in.

1. What first?

   - [x] Right: a towel
     > Good. → 3
   - [ ] The price list
     > No. → 2
   - [ ] Nothing
     > No. → end

2. She is still wet.

   - [x] Right: a towel now
     > Good. → 3
   - [ ] Wait
     > No. → end

3. She is dry.

   - [x] Right: an umbrella
     > Good. → end
   - [ ] Good-bye
     > No. → end
</Question>
`;

function lesson(title: string, ids: string, questions: readonly string[]): string {
	return `---\ntitle: ${title}\npolicies: [${ids}]\nminutes: 2\n---\n\n${questions.join('\n\n')}\n`;
}

function single(id: string, policy: string, right = 'Right: yes'): string {
	return `<Question id="${id}" policy="${policy}">\nWhat about ${id}?\n\n- [x] ${right}\n- [ ] No\n- [ ] Perhaps\n</Question>`;
}

const everyone = `id: everyone
title: For everyone
audience: { vendors: included }
lessons: [lending, rainy-day, flowers]
due: 7 days after start
`;

const files: ContentFiles = new Map([
	['standard.yaml', 'title: Dry\nstatement: Nobody gets wet.\npolicy: loans\n'],
	['channels.yaml', channels({ shop: 'Shop', van: 'Van' })],
	[
		'touchpoints.yaml',
		'- { id: rain, name: Rain, influence: 1, momentOfTruth: true, meets: the sky }\n',
	],
	...Object.entries(policies).map(([id, text]) => [`policies/${id}.md`, text] as const),
	['lessons/lending/en.mdx', lending],
	[
		'lessons/rainy-day/en.mdx',
		lesson('A rainy day', 'loans, flowers', [
			single('rain-loan', 'loans', 'Right: for <Fact of="loans.window" />'),
			single('rain-flower', 'flowers'),
		]),
	],
	['lessons/flowers/en.mdx', lesson('Flowers', 'flowers', [single('which-flower', 'flowers')])],
	['lessons/keys/en.mdx', lesson('Keys', 'keys', [single('which-key', 'keys')])],
	['tracks/everyone.yaml', everyone],
]);

function channels(names: Readonly<Record<string, string>>): string {
	const lines = Object.entries(names).map(
		([id, name]) => `- { id: ${id}, name: ${name}, who: us }`,
	);
	return `${lines.join('\n')}\n`;
}

/** The small content, with some files in place of or beside its own; null takes one out. */
export function smallCatalogue(changes: Readonly<Record<string, string | null>> = {}): Catalogue {
	const changed = new Map(files);
	for (const [file, text] of Object.entries(changes)) {
		if (text === null) changed.delete(file);
		else changed.set(file, text);
	}
	const catalogue = readCatalogue(changed);
	if (catalogue.problems.length > 0) throw new Error(JSON.stringify(catalogue.problems));
	return catalogue;
}

export { lesson as smallLesson, single as smallQuestion };
