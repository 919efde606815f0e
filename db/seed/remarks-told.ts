import type { RemarkKind } from '#remarks/tell-us.ts';

/** What somebody says in the story, and what becomes of it. */
export type Told = {
	readonly who: string;
	readonly daysAgo: number;
	readonly policyId: string;
	readonly kind: RemarkKind;
	readonly lessonId?: string;
	readonly named?: boolean;
	readonly words: string;
	readonly answer?: {
		readonly daysAgo: number;
		readonly kind: 'answered' | 'folded' | 'noted';
		readonly words: string;
	};
};

export const told: readonly Told[] = [
	{
		...{ who: '1103', daysAgo: 40, policyId: 'returns', kind: 'impossible', named: true },
		words: 'Two suppliers take nothing back. Their contracts run until summer.',
		answer: {
			...{ daysAgo: 38, kind: 'noted' },
			words:
				'We take it back all the same and bear the cost until summer. The new contracts will have it in.',
		},
	},
	{
		...{ who: '3118', daysAgo: 21, policyId: 'returns', kind: 'unclear', lessonId: 'returns' },
		words: 'She paid with a gift card and has thrown it away. Where does her money go?',
		answer: {
			...{ daysAgo: 20, kind: 'answered' },
			words:
				'Onto a new gift card, at any till, under “Replace card”. She does not need the old one.',
		},
	},
	{
		...{ who: '4440', daysAgo: 9, policyId: 'tell-first', kind: 'wrong' },
		words:
			'We scan that a box missed its van, but the customer only hears that it is late, not when.',
		answer: { daysAgo: 6, kind: 'folded', words: '' },
	},
	{
		...{ who: '6019', daysAgo: 8, policyId: 'tell-first', kind: 'unclear', named: true },
		words: 'May I name the new time in the chat before the driver has confirmed it?',
		answer: { daysAgo: 6, kind: 'folded', words: '' },
	},
	{
		...{ who: '3112', daysAgo: 15, policyId: 'paying', kind: 'unclear', named: true },
		words: 'Does the wait also count when the card machine asks her for her PIN twice?',
		answer: {
			...{ daysAgo: 13, kind: 'answered' },
			words: 'Yes: she waits, whatever the reason. Call for another till.',
		},
	},
	{
		...{ who: '4409', daysAgo: 12, policyId: 'delivery-promise', kind: 'impossible' },
		words: 'The scanner shows the order of the vans only from half past four. Until then I guess.',
	},
	{
		...{ who: '9014', daysAgo: 5, policyId: 'delivery-promise', kind: 'impossible', named: true },
		words:
			'Our slots in the old town cannot be kept on market days: the street is closed until two.',
	},
	{
		...{ who: '4450', daysAgo: 3, policyId: 'delivery-promise', kind: 'unclear' },
		...{ lessonId: 'what-we-promise-on-delivery' },
		words:
			'Is the cut-off when she orders or when the order reaches us? There are ten minutes between.',
	},
	{
		...{ who: '7012', daysAgo: 4, policyId: 'problems', kind: 'impossible' },
		words: 'We cannot put our own name on an order. The system writes the name of our company.',
	},
	{
		...{ who: '7017', daysAgo: 2, policyId: 'problems', kind: 'impossible', named: true },
		words: 'When my shift is over nobody here can see what I promised her for tomorrow.',
	},
	{
		...{ who: '5103', daysAgo: 6, policyId: 'returns', kind: 'impossible' },
		words: 'A sofa that is not on my list does not fit into a full van. What do I tell her?',
	},
	{
		...{ who: '3117', daysAgo: 1, policyId: 'returns', kind: 'unclear', named: true },
		...{ lessonId: 'returns' },
		words: 'Opened make-up: do we take that back too?',
	},
	{
		...{ who: '6011', daysAgo: 10, policyId: 'authority', kind: 'unclear' },
		words: 'Is the limit for one order or for one customer in a day?',
		answer: {
			...{ daysAgo: 9, kind: 'answered' },
			words: 'For one problem. If she has two, you may mend both.',
		},
	},
];
