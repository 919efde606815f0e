import type { PolicyBody } from '#policies/body.ts';

/** Days of history that the demonstration has. */
export const storyDays = 56;

/** How a team takes to it. */
export type Manner = {
	/** The share of its people who leave nothing out. */
	readonly thorough: number;
	/** The share of the lessons that the others do. */
	readonly share: number;
	/** How much of the time they have they take; over 1 is late. */
	readonly pace: number;
	/** The share that passes a changed policy at all. */
	readonly passes: number;
};

const usual: Manner = { thorough: 0.72, share: 0.9, pace: 0.9, passes: 0.86 };

const byTeam: Readonly<Record<string, Manner>> = {
	'store-2': { thorough: 1, share: 1, pace: 0.3, passes: 1 },
	'warehouse-night': { thorough: 0.35, share: 0.8, pace: 1.4, passes: 0.5 },
	northline: { thorough: 0.3, share: 0.75, pace: 1.5, passes: 0.45 },
	swiftway: { thorough: 0.5, share: 0.85, pace: 1.1, passes: 0.7 },
};

export function mannerOf(teamId: string): Manner {
	return byTeam[teamId] ?? usual;
}

/** What somebody does whom the README, a test or a nudge tells of. */
export type Part = {
	readonly thorough?: boolean;
	/** These lessons and no others, by how many days after the first one. */
	readonly does?: Readonly<Record<string, number>>;
	/** Lessons that she has not begun. */
	readonly leaves?: readonly string[];
	/** Something came in between yesterday, after two answers. */
	readonly begins?: string;
	/** Changed policies that she has not passed. */
	readonly ignores?: readonly string[];
};

export const parts: Readonly<Record<string, Part>> = {
	4417: { does: { 'the-service-standard': 0, 'the-first-order-is-a-test': 1 } },
	3120: { does: { 'the-service-standard': 0 }, begins: 'returns' },
	7021: { does: { 'the-service-standard': 0 } },
	4455: { thorough: true, begins: 'one-answer-everywhere' },
	6027: { thorough: true, begins: 'fix-it-on-the-spot' },
	4423: {
		thorough: true,
		leaves: ['be-where-the-customer-is'],
		ignores: ['one-answer', 'tell-first'],
	},
	4431: { thorough: true, ignores: ['one-answer', 'tell-first'] },
	3117: { thorough: true, ignores: ['tell-first'] },
	7011: { thorough: true },
	7013: { ignores: ['one-answer', 'tell-first'] },
	5107: { thorough: true, leaves: ['paying-made-easy'] },
	7016: { leaves: ['the-follow-up-call'] },
};

export type StoryPublication = {
	readonly policyId: string;
	readonly change: 'material' | 'editorial';
	/** The first of these days ago that is a working day. */
	readonly daysAgo: readonly number[];
	readonly reason: string;
	readonly rewrite: (body: PolicyBody) => PolicyBody;
};

/** What the head of customer experience published. No fact changes: the lessons stay true. */
export const publications: readonly StoryPublication[] = [
	{
		policyId: 'paying',
		change: 'editorial',
		daysAgo: [30, 29, 31],
		reason: 'Smoother to read aloud. What we promise is the same.',
		rewrite: (body) => ({
			...body,
			statement:
				'Paying is easy and never a trap: any way we offer, in any channel, a receipt the way the customer likes it, and nobody waits longer than {wait}.',
		}),
	},
	{
		policyId: 'one-answer',
		change: 'material',
		daysAgo: [12, 13, 11],
		reason:
			'Customers told us that they had to tell their story twice. We promise that they will not have to.',
		rewrite: (body) => ({
			...body,
			statement:
				'One policy, one order record, one answer in every channel. We keep what a colleague promised, nobody is sent back to another channel, and nobody has to tell us her story twice.',
		}),
	},
	{
		policyId: 'tell-first',
		change: 'material',
		daysAgo: [2, 3, 1],
		reason: 'A way out helps her only if she also hears when it will come. So we say both.',
		rewrite: (body) => ({
			...body,
			statement:
				'If we know it will not go as promised, the customer hears it from us first, within {notice}, with the new time and a way out that she can choose.',
		}),
	},
];

export const policyOwner = '1002';
export const administrator = '1003';

/** Who agrees in the name of each function, once the company wants that. */
export const functionOwners = {
	stores: '1004',
	'contact-centre': '1005',
	'e-commerce': '2301',
	warehouse: '2100',
	marketing: '1111',
} as const;

export const nudgesSent = [
	{ from: '2108', to: '4423', policyId: 'one-answer' },
	{ from: '2108', to: '4431', policyId: 'one-answer' },
	{ from: '7001', to: '7013', policyId: 'one-answer' },
] as const;

export const exemptionsGranted = [
	{
		from: '2112',
		to: '5107',
		policyId: 'paying',
		daysAgo: 24,
		reason: 'Drives between the depot and the stores until spring and takes no payment.',
	},
	{
		from: '7001',
		to: '7016',
		policyId: 'who-judges',
		daysAgo: 17,
		reason: 'Takes calls only, and makes no follow-up calls before the spring.',
	},
] as const;
