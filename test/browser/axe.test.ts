import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { CastPerson } from '#db/seed/cast-person.ts';
import { cast, castTime } from '#test/cast.ts';
import { environmentFor } from '#test/single-sign-on/real-provider.ts';
import { answer, choose, finish, openWith } from './answers.ts';
import { changeFile } from './before-start.ts';
import { aWeekOfHistory, historyLasts } from './history.ts';
import { floorViews } from './floor-views.ts';
import { peopleViews } from './people-views.ts';
import { marksViews, someToMark } from './marks-views.ts';
import { kioskViews } from './kiosk-views.ts';
import { everybodyPractised, forecastViews } from './forecast-views.ts';
import { privacyViews, somebodyLeft } from './privacy-views.ts';
import { askingViews, somethingAsked } from './asking-views.ts';
import { directoryViews } from './directory-views.ts';
import { askedViews, someAreAsked } from './asked-views.ts';
import { practiceViews } from './practice-views.ts';
import { remarksViews } from './remarks-views.ts';
import { plantResults, resultViews } from './results-planted.ts';
import { rosterViews } from './roster-views.ts';
import { saidViews } from './said-views.ts';
import { signIn, useSite } from './site.ts';
import { wordingsViews } from './wordings-views.ts';

// Every page, in its states, held against WCAG 2.2 AA and best practice; and that it fits a phone.

const site = useSite({
	prepare: async (file) => {
		await aWeekOfHistory(file);
		await somebodyLeft(file);
		// Before others plant who was asked: whoever was, is not drawn again.
		await somethingAsked(file);
		await changeFile(file, plantResults);
		await someAreAsked(file);
		await everybodyPractised(file, castTime + historyLasts);
		await someToMark(file);
	},
	env: environmentFor(4390),
});

beforeAll(() => site().server.moveClock(historyLasts));

type View = {
	readonly name: string;
	readonly who: CastPerson | undefined;
	/** Brings the page into the state. */
	readonly show: (page: Page) => Promise<unknown>;
	/** Managers and leaders have a mouse and smaller targets. */
	readonly desk?: boolean;
};

const at = (path: string) => (page: Page) => page.goto(path);

const everybodysViews: readonly View[] = [
	{ name: 'sign-in', who: undefined, show: at('/sign-in') },
	{
		name: 'sign-in when the company’s own did not work',
		who: undefined,
		show: at('/sign-in?company=failed&code=7b2f7a52-5a0c-4d5e-9d8e-0f6c1c2f3a4b'),
	},
	{
		name: 'sign-in with a wrong PIN',
		who: undefined,
		show: async (page) => {
			await page.goto('/sign-in');
			await signIn(page, { ...cast.picker, number: '0017' });
			await page.getByText('do not fit together').waitFor();
		},
	},
	{ name: 'the code of a slip', who: undefined, show: at('/activate') },
	{ name: 'a code that is wrong', who: undefined, show: at('/activate?code=x') },
	{ name: 'my PIN', who: cast.picker, show: at('/me/pin') },
	{
		name: 'my PIN with errors',
		who: cast.picker,
		show: async (page) => {
			for (const field of await page.locator('input[type=password]').all()) await field.fill('1');
			await page.getByRole('button', { name: 'Change it' }).click();
			await page.getByText('This is not the PIN').waitFor();
		},
	},
	{ name: 'where one is signed in', who: cast.picker, show: at('/me/sign-ins') },
	{ name: 'today with something overdue', who: cast.picker, show: at('/') },
	{ name: 'today with a change and a nudge', who: cast.secondPicker, show: at('/') },
	{ name: 'today with everything done', who: cast.thirdPicker, show: at('/') },
	{ name: 'the standard', who: cast.picker, show: at('/standard') },
	{ name: 'the standard in Spanish', who: cast.spanishReader, show: at('/standard') },
	{ name: 'a lesson in Spanish', who: cast.spanishReader, show: at('/lessons/returns') },
	{ name: 'one policy', who: cast.picker, show: at('/standard/returns') },
	{ name: 'one policy in Spanish', who: cast.spanishReader, show: at('/standard/returns') },
	{ name: 'an old wording', who: cast.picker, show: at('/standard/returns?on=2026-03-18') },
	{ name: 'before it began', who: cast.picker, show: at('/standard/returns?on=2026-03-17') },
	{ name: 'something looked up', who: cast.picker, show: at('/standard?q=reciept') },
	{ name: 'something looked up in vain', who: cast.picker, show: at('/standard?q=xyzzyplugh') },
	{ name: 'lessons to do', who: cast.picker, show: at('/lessons') },
	{ name: 'lessons done', who: cast.thirdPicker, show: at('/lessons') },
	{ name: 'an empty record', who: cast.picker, show: at('/me') },
	{ name: 'a record', who: cast.thirdPicker, show: at('/me') },
	{ name: 'a record of one with mail', who: cast.storeManager, show: at('/me') },
	{ name: 'sign-in by passkey', who: undefined, show: at('/sign-in/passkey') },
	{ name: 'a second proof', who: cast.policyOwner, show: at('/me/proofs') },
	{ name: 'a link that is not whole', who: undefined, show: at('/unsubscribe?token=x') },
	{ name: 'today with something to sign', who: cast.thirdPicker, show: at('/') },
	{ name: 'something to sign', who: cast.thirdPicker, show: at('/sign/authority') },
	{
		name: 'something signed',
		who: cast.thirdPicker,
		show: async (page) => {
			await page.getByRole('button', { name: 'Sign', exact: true }).click();
			await page.getByText('You have signed').waitFor();
		},
	},
	{ name: 'a record with a signature', who: cast.thirdPicker, show: at('/me') },
	{
		name: 'where one stands, and why',
		who: cast.secondPicker,
		show: async (page) => {
			await page.goto('/me');
			await page.getByText('Where you stand, and why').click();
		},
	},
	{ name: 'nothing there', who: cast.picker, show: at('/no/such/page') },
	{ name: 'not allowed', who: cast.picker, show: at('/403') },
	{ name: 'too much text', who: cast.picker, show: at('/413') },
	{ name: 'our fault', who: cast.picker, show: at('/500') },
];

const kinds = [
	{ kind: 'single', lesson: 'the-service-standard' },
	{ kind: 'multiple', lesson: 'returns' },
	{ kind: 'order', lesson: 'moments-of-truth' },
	{ kind: 'scenario', lesson: 'tell-them-first' },
] as const;

const quizViews: readonly View[] = [
	...kinds.map(({ kind, lesson }) => ({
		name: `a lesson that begins with a ${kind} question`,
		who: cast.courierLead,
		show: (page: Page) => openWith(page, lesson, [kind]),
	})),
	...kinds.map(({ kind, lesson }) => ({
		name: `a ${kind} question answered wrong`,
		who: cast.courierLead,
		show: async (page: Page) => {
			await openWith(page, lesson, [kind]);
			await answer(page, 'wrong');
		},
	})),
	{
		name: 'a question with nothing chosen',
		who: cast.storeManager,
		show: async (page) => {
			await openWith(page, 'returns', ['multiple']);
			await page.getByRole('button', { name: 'Check' }).click();
			await page.getByText('Choose an answer first.').waitFor();
		},
	},
	{
		name: 'a lesson that is finished',
		who: cast.courierLead,
		show: async (page) => {
			await page.goto('/lessons/the-service-standard');
			await finish(page);
			await page.locator('.slab').waitFor();
		},
	},
	{ name: 'a lesson done before', who: cast.thirdPicker, show: at('/lessons/moments-of-truth') },
	{ name: 'a lesson begun anew', who: cast.storeAssociate, show: at('/lessons/returns') },
	{ name: 'what changed', who: cast.secondPicker, show: at('/changes/returns') },
	{
		name: 'a change with a wrong answer',
		who: cast.secondPicker,
		show: async (page) => {
			await page.goto('/changes/returns');
			await answer(page, 'wrong');
		},
	},
	{
		name: 'a change that is passed',
		who: cast.secondPicker,
		show: async (page) => {
			await page.goto('/changes/standard');
			await finish(page);
			await page.locator('.slab').waitFor();
		},
	},
	{
		name: 'sign-in with an answer that is kept',
		who: cast.vendorLead,
		show: async (page) => {
			await page.goto('/lessons/returns');
			await choose(page, 'right');
			await page.context().clearCookies();
			await page.getByRole('button', { name: 'Check' }).click();
			await page.getByText('Your answer is kept').waitFor();
		},
	},
];

const secondPickersPage = `/team/${cast.secondPicker.id}`;

const managersViews: readonly View[] = [
	{ name: 'a team', who: cast.shiftLead, show: at('/team'), desk: true },
	{ name: 'a team of several sites', who: cast.logisticsManager, show: at('/team'), desk: true },
	{ name: 'a team filtered', who: cast.shiftLead, show: at('/team?state=stale'), desk: true },
	{ name: 'a filter none fits', who: cast.shiftLead, show: at('/team?state=expired'), desk: true },
	{
		name: 'a team on a past day',
		who: cast.shiftLead,
		show: at('/team?day=2026-03-19'),
		desk: true,
	},
	{ name: 'nobody’s deputy', who: cast.storeManager, show: at('/team/deputies'), desk: true },
	{
		name: 'a deputy named',
		who: cast.shiftLead,
		show: async (page) => {
			await page.goto('/team/deputies');
			await page.getByLabel('Who', { exact: true }).fill(cast.thirdPicker.number);
			await page.getByLabel('Until and including').fill('2026-04-01');
			await page.getByRole('button', { name: 'Name the deputy' }).click();
			await page.getByText('Holds now').waitFor();
		},
		desk: true,
	},
	{
		name: 'a deputy whom nobody knows',
		who: cast.shiftLead,
		show: async (page) => {
			await page.goto('/team/deputies');
			await page.getByLabel('Who', { exact: true }).fill('Nobody');
			await page.getByLabel('Until and including').fill('2026-04-01');
			await page.getByRole('button', { name: 'Name the deputy' }).click();
			await page.getByText('Nobody of your team').waitFor();
		},
		desk: true,
	},
	{ name: 'a deputy’s team', who: cast.thirdPicker, show: at('/team'), desk: true },
	{
		name: 'deputies of another',
		who: cast.administrator,
		show: at(`/people/${cast.shiftLead.id}/deputies`),
		desk: true,
	},
	{
		name: 'a move planned',
		who: cast.administrator,
		show: async (page) => {
			await page.goto(`/people/${cast.secondPicker.id}/move`);
			await page.getByLabel('First day there').fill('2026-04-01');
			await page.getByLabel('Team', { exact: true }).selectOption('store-2');
			await page.getByRole('button', { name: 'Plan the move' }).click();
			await page.getByText('carried out by itself').waitFor();
		},
		desk: true,
	},
	{
		name: 'a move on a day that is over',
		who: cast.administrator,
		show: async (page) => {
			await page.goto(`/people/${cast.picker.id}/move`);
			await page.getByLabel('Team', { exact: true }).selectOption('store-2');
			await page.locator('#day').evaluate((field) => field.removeAttribute('min'));
			await page.getByLabel('First day there').fill('2026-03-01');
			await page.getByRole('button', { name: 'Plan the move' }).click();
			await page.getByText('from tomorrow on').waitFor();
		},
		desk: true,
	},
	{ name: 'a team nudged', who: cast.shiftLead, show: at('/team?nudged=3'), desk: true },
	{ name: 'a person', who: cast.shiftLead, show: at(secondPickersPage), desk: true },
	{ name: 'whom slips are for', who: cast.shiftLead, show: at('/slips'), desk: true },
	{
		name: 'whom slips are for, and nobody ticked',
		who: cast.shiftLead,
		show: async (page) => {
			await page.goto('/slips?who=all');
			await page.getByRole('button', { name: 'Make slips' }).click();
			await page.getByText('Choose at least one person').waitFor();
		},
		desk: true,
	},
	{
		name: 'slips to print',
		who: cast.shiftLead,
		show: async (page) => {
			await page.goto('/slips?who=all&tick=all');
			await page.getByRole('button', { name: 'Make slips' }).click();
			await page.locator('.slip').first().waitFor();
		},
		desk: true,
	},
	{
		name: 'how somebody gets in',
		who: cast.shiftLead,
		show: at(`/people/${cast.secondPicker.id}/access`),
		desk: true,
	},
	{
		name: 'a PIN to choose with a slip',
		who: undefined,
		show: async (page) => {
			const lead = await pageFor(cast.shiftLead);
			await lead.goto(`/people/${cast.picker.id}/access`);
			await lead.getByRole('button', { name: 'Make a slip' }).click();
			await page.goto(`/activate?code=${await lead.locator('.slip .code').innerText()}`);
			await page.getByRole('button', { name: 'Save it and go in' }).waitFor();
		},
	},
	{
		name: 'a person about to be exempt, with an error',
		who: cast.shiftLead,
		show: async (page) => {
			await page.goto(secondPickersPage);
			await page.getByText(/^Exempt .* for a while$/).click();
			await page.getByLabel('Policy').selectOption('returns');
			await page.getByLabel('Why').fill(' ');
			await page.getByRole('button', { name: 'Exempt', exact: true }).click();
			await page.getByText('Say why').waitFor();
		},
		desk: true,
	},
	{
		name: 'a person who is exempt',
		who: cast.shiftLead,
		show: async (page) => {
			await page.getByLabel('Why').fill('On parental leave');
			await page.getByRole('button', { name: 'Exempt', exact: true }).click();
			await page.getByRole('button', { name: 'Ask again' }).waitFor();
		},
		desk: true,
	},
];

const draft = '/policies/returns/draft';
const spanish = '/policies/returns/texts/es';
const firstWeek = '/assignments/first-week';

const leadersViews: readonly View[] = [
	{ name: 'policies', who: cast.policyOwner, show: at('/policies'), desk: true },
	{ name: 'a policy', who: cast.policyOwner, show: at('/policies/returns'), desk: true },
	{
		name: 'a policy just published',
		who: cast.policyOwner,
		show: at('/policies/returns?published=2'),
		desk: true,
	},
	{ name: 'a first version', who: cast.policyOwner, show: at('/policies/returns/v/1'), desk: true },
	{ name: 'a later version', who: cast.policyOwner, show: at('/policies/returns/v/2'), desk: true },
	{ name: 'a draft not yet begun', who: cast.policyOwner, show: at(draft), desk: true },
	{
		name: 'a draft with errors',
		who: cast.policyOwner,
		show: async (page) => {
			await page.goto(draft);
			await page.getByLabel('Statement').fill('Within {widow} {');
			await page.getByLabel('Fact 1: value').fill('many');
			await page.getByRole('button', { name: 'Save', exact: true }).click();
			await page.getByText('Saved as it is.').waitFor();
		},
		desk: true,
	},
	{
		name: 'a draft that somebody else saved meanwhile',
		who: cast.administrator,
		show: async (page) => {
			const owner = await pageFor(cast.policyOwner);
			await Promise.all([owner.goto(draft), page.goto(draft)]);
			await owner.getByLabel('Statement').fill('Within {window}.');
			await owner.getByLabel('Fact 1: value').fill('45');
			await owner.getByRole('button', { name: 'Save', exact: true }).click();
			await owner.getByText('Saved.').waitFor();
			await page.getByRole('button', { name: 'Save', exact: true }).click();
			await page.getByText('saved this draft while you were writing').waitFor();
		},
		desk: true,
	},
	{ name: 'a draft saved', who: cast.policyOwner, show: at(`${draft}?saved=1`), desk: true },
	{
		name: 'a publication to decide',
		who: cast.policyOwner,
		show: at('/policies/returns/review'),
		desk: true,
	},
	{
		name: 'a publication refused',
		who: cast.policyOwner,
		show: async (page) => {
			await page.goto(draft);
			await page.getByLabel('Fact 1: value').fill('20000');
			for (const channel of ['Store', 'Phone'])
				await page.getByLabel(channel, { exact: true }).fill('');
			await page.getByRole('button', { name: 'Save and see what it touches' }).click();
			await page.getByRole('heading', { name: 'cannot be published yet' }).waitFor();
		},
		desk: true,
	},
	{ name: 'a translation that is behind', who: cast.policyOwner, show: at(spanish), desk: true },
	{
		name: 'a translation with errors',
		who: cast.policyOwner,
		show: async (page) => {
			await page.goto(spanish);
			await page.getByLabel('Statement in Spanish').fill('Dentro de 30 días {');
			await page.getByRole('button', { name: 'Publish in Spanish' }).click();
			await page.getByText('Not published yet').waitFor();
		},
		desk: true,
	},
	{
		name: 'a translation not begun',
		who: cast.policyOwner,
		show: at('/policies/returns/texts/vi'),
		desk: true,
	},
	{
		name: 'notifications with nothing yet',
		who: cast.administrator,
		show: at('/notifications'),
		desk: true,
	},
	{
		name: 'a webhook with errors',
		who: cast.administrator,
		show: async (page) => {
			await page.goto('/notifications');
			await page.getByLabel('Name').fill('Stores');
			await page.getByLabel('Address that').fill('http://10.0.0.1');
			await page.getByRole('button', { name: 'Add it' }).click();
			await page.getByText('must begin with https://').waitFor();
		},
		desk: true,
	},
	{
		name: 'a webhook whose test did not arrive',
		who: cast.administrator,
		show: async (page) => {
			await page.getByLabel('Address that').fill('https://touchstone.invalid/hook');
			await page.getByRole('button', { name: 'Add it' }).click();
			await page.getByRole('button', { name: 'Send a test' }).click();
			await page.getByText('The test did not arrive').waitFor();
		},
		desk: true,
	},
	{ name: 'assignments', who: cast.policyOwner, show: at('/assignments'), desk: true },
	{ name: 'a new assignment', who: cast.policyOwner, show: at('/assignments/new'), desk: true },
	{ name: 'an assignment', who: cast.policyOwner, show: at(firstWeek), desk: true },
	{
		name: 'an assignment about to be changed',
		who: cast.policyOwner,
		show: async (page) => {
			await page.goto(firstWeek);
			await page.getByRole('radio', { name: 'left out' }).check();
			await page.getByRole('button', { name: 'See whom it reaches' }).click();
			await page.getByText('What changes').waitFor();
		},
		desk: true,
	},
	{
		name: 'an assignment with errors',
		who: cast.policyOwner,
		show: async (page) => {
			await page.getByLabel('Title', { exact: true }).fill('');
			await page.getByLabel('Days', { exact: true }).fill('few');
			await page.getByLabel('In the last … days').fill('some');
			await page.getByRole('button', { name: 'See whom it reaches' }).click();
			await page.getByText('Give it a title.').waitFor();
		},
		desk: true,
	},
	{
		name: 'an assignment that has ended',
		who: cast.policyOwner,
		show: async (page) => {
			await page.goto('/assignments/on-the-road');
			await page.getByText('End this assignment').click();
			await page.getByRole('button', { name: /^End it for/ }).click();
			await page.getByText('It ended on').waitFor();
		},
		desk: true,
	},
	{ name: 'policies with a draft', who: cast.policyOwner, show: at('/policies'), desk: true },
];

const begun = /\/policies\/packages\/[0-9a-f-]{36}$/;

async function begin(page: Page, title: string): Promise<void> {
	await page.goto('/policies/packages/new');
	await page.getByLabel('Name').fill(title);
	await page.getByRole('button', { name: 'Begin' }).click();
	await page.waitForURL(begun);
}

/** Several policies together, whose yes it needs, a new policy, and the settings. */
const packageViews: readonly View[] = [
	{
		name: 'a package not named yet',
		who: cast.policyOwner,
		show: at('/policies/packages/new'),
		desk: true,
	},
	{
		name: 'an empty package',
		who: cast.policyOwner,
		show: (page) => begin(page, 'Winter'),
		desk: true,
	},
	{
		name: 'a package that cannot be published yet',
		who: cast.policyOwner,
		show: async (page) => {
			await page.getByLabel('Add a policy').selectOption('paying');
			await page.getByRole('button', { name: 'Add it' }).click();
			await page.getByRole('heading', { name: 'cannot be published yet' }).waitFor();
		},
		desk: true,
	},
	{
		name: 'a package given up',
		who: cast.policyOwner,
		show: async (page) => {
			await page.getByText('Give this package up').click();
			await page.getByRole('button', { name: 'Give it up' }).click();
			await page.getByText('was given up').waitFor();
		},
		desk: true,
	},
	{ name: 'a new policy', who: cast.policyOwner, show: at('/policies/new'), desk: true },
	{
		name: 'a new policy that is begun',
		who: cast.policyOwner,
		show: async (page) => {
			await page.getByLabel('Title').fill('Gift cards');
			await page.getByLabel('Who answers').fill('Stores');
			await page.getByRole('button', { name: 'Begin writing' }).click();
			await page.waitForURL('**/draft');
			await page.goto('/policies/gift-cards/new');
		},
		desk: true,
	},
	{ name: 'the settings', who: cast.administrator, show: at('/settings'), desk: true },
	{
		name: 'settings with errors',
		who: cast.administrator,
		show: async (page) => {
			await page.getByLabel('Stores').fill('xyzzy');
			await page.getByRole('button', { name: 'Save who answers' }).click();
			await page.getByText('Nobody fits').waitFor();
		},
		desk: true,
	},
	{
		name: 'agreement and approval to ask for',
		who: cast.administrator,
		show: async (page) => {
			await page.getByLabel('Stores').fill(cast.policyOwner.number);
			await page.getByRole('button', { name: 'Save who answers' }).click();
			await page.getByRole('checkbox', { name: /Agreed by name/ }).check();
			await page.getByRole('checkbox', { name: /second pair/ }).check();
			await page.getByRole('button', { name: 'Save the settings' }).click();
			await page.goto('/policies/gift-cards/draft');
			await page.getByLabel('Store', { exact: true }).fill('Take it.');
			await page.getByLabel('Statement').fill('A gift card is money.');
			await page.getByLabel('Why it matters').fill('It was paid for.');
			await page.locator('[name=touchpoint]').first().check();
			await page.getByRole('button', { name: 'Save and see what it touches' }).click();
			await page.getByRole('heading', { name: 'Who approves' }).waitFor();
		},
		desk: true,
	},
	{
		name: 'agreement and approval asked for',
		who: cast.administrator,
		show: async (page) => {
			await page.getByRole('button', { name: 'Ask those' }).click();
			await page.getByText('was asked on').waitFor();
			await page.getByLabel('Ask a leader').selectOption(cast.chiefExecutive.id);
			await page.getByRole('button', { name: 'Ask for approval' }).click();
			await page.getByText('has been asked').first().waitFor();
		},
		desk: true,
	},
	{ name: 'today with something to approve', who: cast.chiefExecutive, show: at('/') },
	{
		name: 'something to approve, with an error',
		who: cast.chiefExecutive,
		show: async (page) => {
			await page.getByRole('link', { name: '“Gift cards”' }).click();
			await page.getByRole('button', { name: 'Send it back' }).click();
			await page.getByText('Say what is to be changed.').waitFor();
		},
		desk: true,
	},
	{
		name: 'something to agree to, with an error',
		who: cast.policyOwner,
		show: async (page) => {
			await page.goto('/');
			await page.getByRole('link', { name: 'the change of “Gift cards”' }).click();
			await page.getByRole('button', { name: 'I do not agree' }).click();
			await page.getByText('Say why not').waitFor();
		},
	},
];

const views = [
	...everybodysViews,
	...quizViews,
	...managersViews,
	...leadersViews,
	...packageViews,
	...askedViews,
	...remarksViews,
	...saidViews,
	...practiceViews,
	...peopleViews,
	...kioskViews,
	...privacyViews,
	...forecastViews,
	...directoryViews,
	...rosterViews,
	...wordingsViews,
	...resultViews,
	...marksViews,
	...askingViews,
	...floorViews,
];

const pages = new Map<string, Page>();

test.each(views)('$name is accessible in both themes at both widths', async (view) => {
	const page = await pageFor(view.who);
	await view.show(page);
	await expectAccessible(page);
	await expectToFit(page);
	if (!view.desk) await expectTargets(page);
});

async function pageFor(who: CastPerson | undefined): Promise<Page> {
	const key = who?.id ?? 'nobody';
	const known = pages.get(key);
	// Some view before may have ended her session: the sign-in page is not what is to be looked at.
	if (known && (!who || (await isSignedIn(known)))) return known;
	const page = await (who ? site().openAs(who) : site().open());
	pages.set(key, page);
	return page;
}

async function isSignedIn(page: Page): Promise<boolean> {
	const response = await page.request.get('/me/pin', { maxRedirects: 0 });
	return response.status() === 200;
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function expectAccessible(page: Page): Promise<void> {
	await page.evaluate(axe.source);
	for (const colorScheme of ['light', 'dark'] as const) {
		for (const width of [360, 1280]) {
			await page.emulateMedia({ colorScheme });
			await page.setViewportSize({ width, height: 800 });
			// Only colours differ in the dark: whatever else there is was looked at in the light.
			const runOnly = colorScheme === 'light' ? tags : ['color-contrast'];
			const run = `axe.run(document, ${JSON.stringify({ runOnly, resultTypes: ['violations'] })})`;
			const { violations } = await page.evaluate<AxeResults>(run);
			const found = violations.flatMap(({ id, nodes }) =>
				nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
			);
			expect(found, `${page.url()}, ${colorScheme}, ${width} px`).toEqual([]);
		}
	}
}

/** No page scrolls sideways, at 320 px neither: that is a page of 640 px at 200 % zoom. */
async function expectToFit(page: Page): Promise<void> {
	for (const width of [360, 320]) {
		await page.setViewportSize({ width, height: 740 });
		const needed = await page.evaluate(() => document.documentElement.scrollWidth);
		expect(needed, `${page.url()} at ${width} px`).toBeLessThanOrEqual(width);
	}
}

/** What one taps is at least 44 px high; links within a sentence are text. */
async function expectTargets(page: Page): Promise<void> {
	await page.setViewportSize({ width: 360, height: 740 });
	const small = await page.evaluate(() => {
		const targets =
			'button, .button, summary, select, .option, .brand, nav a, li a, .foot a, input';
		return [...document.querySelectorAll(targets)].flatMap((target) => {
			if (target.closest('.option') !== target && target.closest('.option')) return [];
			if (!target.checkVisibility() || target.closest('p:not(.foot), .prose li')) return [];
			const { height } = target.getBoundingClientRect();
			return height < 44 && height > 0 ? [`${Math.round(height)} px: ${target.outerHTML}`] : [];
		});
	});
	expect(small, page.url()).toEqual([]);
}
