import type { Page } from 'playwright-core';
import { cast } from '#test/cast.ts';

// The states of the pages where recalls are taught wordings.

const at = (path: string) => (page: Page) => page.goto(path);
const returns = '/policies/recalls/returns';

export const wordingsViews = [
	{ name: 'recalls', who: cast.policyOwner, show: at('/policies/recalls'), desk: true },
	{ name: 'a recall', who: cast.policyOwner, show: at(returns), desk: true },
	{
		name: 'a wording that is tried',
		who: cast.policyOwner,
		show: at(`${returns}?idea=0&wording=hither+and+yon`),
		desk: true,
	},
	{
		name: 'a wording that can’t be read',
		who: cast.policyOwner,
		show: at(`${returns}?idea=0&wording=%28hither`),
		desk: true,
	},
];
