import { globSync, readFileSync } from 'node:fs';
import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Database } from '#db/connection.ts';
import { employeeRoles } from '#db/schema/people.ts';
import { agreements, functions, packages } from '#db/schema/publishing.ts';
import { demonstrationPin } from '#db/seed/cast.ts';
import { beginImport } from '#roster/imports.ts';
import { askEverybody } from '#pulse/ask-everybody.ts';
import { type Role, rightsTable } from '#people/roles.ts';
import { cast, castTime } from '#test/cast.ts';
import { plantPulse } from '#test/pulse/planted.ts';
import { catalogue } from './answers.ts';
import { changeFile, leave, signedIn } from './before-start.ts';
import { startServer } from './server.ts';
import { ask as askSome } from '../pulse/asking.ts';
import { useSite } from './site.ts';

// Who may open which page and do what: every page and every action has a row here.

const doors = {
	anonymous: undefined,
	employee: cast.picker,
	manager: cast.storeManager,
	'vendor lead': cast.vendorLead,
	'other vendor’s lead': cast.courierLead,
	leader: cast.policyOwner,
	administrator: cast.administrator,
	'who left': cast.secondPicker,
} as const;
type Who = keyof typeof doors;
type Outcome = 'in' | 'sign in' | 'not found' | 'forbidden' | 'status 401' | 'status 500';
type Row = Readonly<Record<Who, Outcome>>;

const everybody = [
	'anonymous',
	'employee',
	'manager',
	'vendor lead',
	'other vendor’s lead',
	'leader',
	'administrator',
	'who left',
] as const;
const cookies = new Map<string, string>();
const toSignOut = new Map<string, string>();
const site = useSite({
	prepare: (file) =>
		changeFile(file, async (db) => {
			for (const [who, person] of Object.entries(doors)) {
				if (!person) continue;
				cookies.set(who, `touchstone_session=${await signedIn(db, person)}`);
				toSignOut.set(who, `touchstone_session=${await signedIn(db, person)}`);
			}
			await leave(db, cast.secondPicker);
			await beginSomething(db);
			await plantPulse(db, {});
			await askSome(db, [cast.picker], { id: 'asked-now' });
		}),
});

const anybody = rowOf('in', { anonymous: 'in', 'who left': 'in' });
const people = rowOf('in');
const managers = rowOf('in', {
	employee: 'not found',
	leader: 'not found',
	administrator: 'not found',
});
const leaders = rowOf('in', {
	administrator: 'not found',
	employee: 'not found',
	manager: 'not found',
	'vendor lead': 'not found',
});
const leadersAndAdministrators = rowOf('in', {
	employee: 'not found',
	manager: 'not found',
	'vendor lead': 'not found',
});
const nobody = rowOf('not found', { anonymous: 'not found', 'who left': 'not found' });
const administrators = rowOf('not found', { administrator: 'in' });
const theVendorsLead = rowOf('not found', {
	'vendor lead': 'in',
	'other vendor’s lead': 'not found',
});

const agent = cast.vendorAgent.id;
/** Who may let in the vendor's agent: her lead, and an administrator. */
const herLeadAndAdministrators = rowOf('not found', {
	'vendor lead': 'in',
	'other vendor’s lead': 'not found',
	administrator: 'in',
});
const whoLetIn = rowOf('not found', { manager: 'in', 'vendor lead': 'in', administrator: 'in' });

const pages: Readonly<Record<string, { at: string; row: Row }>> = {
	'403.astro': { at: '/403', row: anybody },
	'404.astro': { at: '/404', row: nobody },
	'413.astro': { at: '/413', row: anybody },
	'500.astro': {
		at: '/500',
		row: rowOf('status 500', { anonymous: 'status 500', 'who left': 'status 500' }),
	},
	'activate.astro': { at: '/activate', row: anybody },
	// Of the manager, who owns a function, and of nobody else.
	'agreements/[id].astro': {
		at: '/agreements/asked',
		row: rowOf('not found', { manager: 'in' }),
	},
	'ask/calibration.astro': { at: '/ask/calibration', row: leaders },
	'ask/marks.astro': { at: '/ask/marks', row: leadersAndAdministrators },
	'ask/[id]/draw.astro': { at: '/ask/a-pulse/draw', row: leaders },
	'ask/index.astro': { at: '/ask', row: leaders },
	'ask/new.astro': { at: '/ask/new', row: leaders },
	'assignments/[id].astro': { at: '/assignments/first-week', row: leaders },
	'assignments/index.astro': { at: '/assignments', row: leaders },
	'assignments/new.astro': { at: '/assignments/new', row: leaders },
	'ask/[id]/answers.astro': { at: '/ask/asked/answers', row: leaders },
	'ask/[id]/index.astro': { at: '/ask/asked', row: leaders },
	'ask/[id]/result.csv.ts': { at: '/ask/asked/result.csv', row: leaders },
	'ask/walk.astro': { at: '/ask/walk', row: leaders },
	'badges/index.astro': { at: '/badges', row: whoLetIn },
	'badges/print.astro': { at: `/badges/print?person=${agent}`, row: herLeadAndAdministrators },
	'audit/export.csv.ts': { at: '/audit/export.csv', row: administrators },
	'audit/index.astro': { at: '/audit', row: administrators },
	'changes/[id].astro': { at: '/changes/returns', row: people },
	'healthz.ts': { at: '/healthz', row: anybody },
	'index.astro': { at: '/', row: people },
	'kiosk/enrol.astro': { at: '/kiosk/enrol', row: anybody },
	'kiosk/here.ts': { at: '/kiosk/here', row: people },
	'kiosk/index.astro': { at: '/kiosk', row: anybody },
	'kiosks.astro': { at: '/kiosks', row: whoLetIn },
	'lessons/[id].astro': { at: '/lessons/returns', row: people },
	'lessons/index.astro': { at: '/lessons', row: people },
	'practice.astro': { at: '/practice', row: people },
	'me/data.astro': { at: '/me/data', row: people },
	'me/data.json.ts': { at: '/me/data.json', row: people },
	'me/index.astro': { at: '/me', row: people },
	'me/pin.astro': { at: '/me/pin', row: people },
	'me/record.csv.ts': { at: '/me/record.csv', row: people },
	'notifications/index.astro': { at: '/notifications', row: administrators },
	'me/proofs.astro': { at: '/me/proofs', row: leadersAndAdministrators },
	'me/answers.astro': { at: '/me/answers', row: people },
	'me/remarks.astro': { at: '/me/remarks', row: people },
	'people/[id]/index.astro': { at: `/people/${agent}`, row: administrators },
	'people/index.astro': { at: '/people', row: administrators },
	'people/new.astro': { at: '/people/new', row: administrators },
	'people/organisation.astro': { at: '/people/organisation', row: administrators },
	'people/sites/[id].astro': { at: '/people/sites/depot', row: administrators },
	'people/teams/[id].astro': { at: '/people/teams/northline', row: administrators },
	'people/vendors/[id].astro': { at: '/people/vendors/northline', row: administrators },
	'people/[id]/deputies.astro': {
		at: `/people/${cast.shiftLead.id}/deputies`,
		row: administrators,
	},
	'people/[id]/move.astro': { at: `/people/${cast.picker.id}/move`, row: administrators },
	'people/[id]/data.astro': { at: `/people/${agent}/data`, row: administrators },
	'people/[id]/data.json.ts': { at: `/people/${agent}/data.json`, row: administrators },
	'people/[id]/erase.astro': { at: `/people/${agent}/erase`, row: administrators },
	'people/leavers.astro': { at: '/people/leavers', row: administrators },
	'me/sign-ins.astro': { at: '/me/sign-ins', row: people },
	'people/[id]/access.astro': {
		at: `/people/${agent}/access`,
		row: herLeadAndAdministrators,
	},
	'people/import/[id]/index.astro': { at: '/people/import/a-roster', row: administrators },
	'people/import/[id]/problems.csv.ts': {
		at: '/people/import/a-roster/problems.csv',
		row: administrators,
	},
	'people/import/index.astro': { at: '/people/import', row: administrators },
	'asked/[id].astro': { at: '/asked/asked-now', row: rowOf('not found', { employee: 'in' }) },
	// Without a link from a mail it is no page.
	'asked/mail.astro': { at: '/asked/mail', row: nobody },
	'policies/[id]/draft.astro': { at: '/policies/returns/draft', row: leaders },
	'policies/[id]/index.astro': { at: '/policies/returns', row: leaders },
	'policies/[id]/new.astro': { at: '/policies/returns/new', row: leaders },
	'policies/[id]/preview.astro': { at: '/policies/returns/preview', row: leaders },
	'policies/[id]/review.astro': { at: '/policies/returns/review', row: leaders },
	'policies/[id]/texts/[language].astro': { at: '/policies/returns/texts/es', row: leaders },
	'policies/[id]/v/[n].astro': { at: '/policies/returns/v/1', row: leaders },
	'policies/[id]/writing.ts': { at: '/policies/returns/writing', row: leaders },
	'policies/index.astro': { at: '/policies', row: leaders },
	'policies/map.astro': { at: '/policies/map', row: leaders },
	'policies/recalls/[id].astro': { at: '/policies/recalls/returns', row: leaders },
	'policies/recalls/index.astro': { at: '/policies/recalls', row: leaders },
	'policies/remarks.astro': { at: '/policies/remarks', row: leaders },
	'policies/new.astro': { at: '/policies/new', row: leaders },
	'policies/packages/[id].astro': { at: '/policies/packages/winter', row: leaders },
	'policies/packages/new.astro': { at: '/policies/packages/new', row: leaders },
	'people/directories.astro': { at: '/people/directories', row: administrators },
	'readyz.ts': { at: '/readyz', row: anybody },
	// For directories with a token: whoever is signed in is nobody there.
	'scim/v2/[...path].ts': {
		at: '/scim/v2/Users',
		row: rowOf('status 401', { anonymous: 'status 401', 'who left': 'status 401' }),
	},
	'settings.astro': { at: '/settings', row: administrators },
	'sign-in.astro': { at: '/sign-in', row: people },
	'sign-in/passkey.astro': { at: '/sign-in/passkey', row: anybody },
	// Whoever is in already goes on.
	'sign-in/proof.astro': { at: '/sign-in/proof', row: people },
	// Where no provider is configured; single-sign-on.test.ts goes through them with one.
	'sign-in/company/back.astro': { at: '/sign-in/company/back', row: nobody },
	'sign-in/company/index.astro': { at: '/sign-in/company', row: nobody },
	'sign-in/company/out.astro': { at: '/sign-in/company/out', row: nobody },
	'sign/[policy].astro': { at: '/sign/authority', row: people },
	'slips.astro': {
		at: '/slips',
		row: rowOf('in', { employee: 'not found', leader: 'not found' }),
	},
	'standard/[id].astro': { at: '/standard/returns', row: people },
	'standard/index.astro': { at: '/standard', row: people },
	'standard/touchpoints/[id].astro': { at: '/standard/touchpoints/return', row: people },
	'team/[person].astro': { at: `/team/${agent}`, row: theVendorsLead },
	'team/answers.astro': {
		at: '/team/answers',
		row: rowOf('in', { employee: 'not found', administrator: 'not found' }),
	},
	'team/deputies.astro': { at: '/team/deputies', row: managers },
	'team/huddle.astro': { at: '/team/huddle', row: managers },
	'team/index.astro': { at: '/team', row: managers },
	// Without a link from a mail it is no page.
	'unsubscribe.astro': { at: '/unsubscribe', row: nobody },
	'tell-us.astro': { at: '/tell-us?policy=returns', row: people },
	// Reading it is nothing; only tests' servers have its POST at all.
	'test-clock.ts': { at: '/test-clock', row: nobody },
};

const forLeaders = rowOf('in', {
	administrator: 'forbidden',
	employee: 'forbidden',
	manager: 'forbidden',
	'vendor lead': 'forbidden',
});
/** A leader may; there is no such version. */
const forLeadersOnNothing = rowOf('not found', {
	administrator: 'forbidden',
	employee: 'forbidden',
	manager: 'forbidden',
	'vendor lead': 'forbidden',
});
const forAdministrators = rowOf('forbidden', { administrator: 'in' });
/** An administrator may; there is no such webhook, or message. */
const forAdministratorsOnNothing = rowOf('forbidden', { administrator: 'not found' });
const forLeadersAndAdministrators = rowOf('forbidden', { leader: 'in', administrator: 'in' });
const forTheVendorsLead = rowOf('forbidden', {
	manager: 'not found',
	'vendor lead': 'in',
	'other vendor’s lead': 'not found',
});
const aboutAgent = { person: agent, policy: 'returns' };
const ofHerTeam = { team: cast.vendorAgent.teamId, policy: 'returns', day: '2026-03-18' };
const onFloor = { question: 'standard', site: 'depot' };
const nothingSaid = { ...onFloor, key: crypto.randomUUID(), person: '', in: 'en', shown: '0' };
const onNoDay = { key: crypto.randomUUID(), policy: 'returns', day: '' };
const inPackage = { package: 'none', policy: 'returns' };
/** All fields of a person, on a team that is not there. */
const nobodyYet = {
	...{ person: 'x', number: '99999', name: 'x', job: 'x', team: 'moon', language: 'en' },
	startedOn: '2026-03-18',
};
const toLetIn = rowOf('forbidden', { manager: 'in', 'vendor lead': 'in', administrator: 'in' });
const toLetHerIn = rowOf('forbidden', {
	manager: 'not found',
	'vendor lead': 'in',
	'other vendor’s lead': 'not found',
	administrator: 'in',
});
/** She may; there is no such badge, or kiosk. */
const toLetInOnNothing = rowOf('forbidden', {
	manager: 'not found',
	'vendor lead': 'not found',
	administrator: 'not found',
});
const herBadge = { person: agent, paper: 'cards' };
const noSession = '0'.repeat(64);
const wrongPin = { number: cast.shiftLead.number, pin: 'wrong' };

const actions: Readonly<
	Record<string, { at: string; form: Readonly<Record<string, string>>; row: Row }>
> = {
	signIn: {
		at: '/sign-in',
		form: wrongPin,
		row: rowOf('sign in'),
	},
	activate: { at: '/activate', form: { code: 'x' }, row: anybody },
	changePin: { at: '/me/pin', form: {}, row: people },
	endMySession: { at: '/me/sign-ins', form: { session: noSession }, row: people },
	endMyOtherSessions: { at: '/me/sign-ins', form: {}, row: people },
	endSessionsOf: {
		at: `/people/${agent}/access`,
		form: { person: agent, session: noSession },
		row: toLetHerIn,
	},
	answer: { at: '/lessons/returns', form: { kind: 'lesson' }, row: people },
	answerAsked: {
		at: '/',
		form: { pulse: 'asked-now', for: agent, way: 'phone', said: 'x' },
		row: people,
	},
	answerUnnamed: {
		at: '/',
		form: { pulse: 'asked-now', for: agent, way: 'phone', said: 'x' },
		row: people,
	},
	answerByMail: { at: '/asked/mail', form: { token: 'x' }, row: nobody },
	startMinute: {
		at: '/practice',
		form: { for: 'nobody', attempt: crypto.randomUUID() },
		row: people,
	},
	nudge: { at: '/team', form: aboutAgent, row: forTheVendorsLead },
	// A leader may; there is no such question, or topic.
	sendRemedy: {
		at: '/ask/asked',
		form: { pulse: 'none', part: 'all' },
		row: forLeadersOnNothing,
	},
	putResultIntoHuddle: {
		at: '/ask/asked',
		form: { pulse: 'asked', part: 'all', day: 'never', idea: '', key: crypto.randomUUID() },
		row: forLeaders,
	},
	takeOutOfHuddle: {
		at: '/ask/asked',
		form: { pulse: 'asked', topic: 'none' },
		row: forLeadersOnNothing,
	},
	exempt: {
		at: `/team/${agent}`,
		form: { ...aboutAgent, reason: 'Away', until: '2026-04-01', key: crypto.randomUUID() },
		row: forTheVendorsLead,
	},
	endExemption: { at: `/team/${agent}`, form: aboutAgent, row: forTheVendorsLead },
	holdHuddle: { at: '/team/huddle', form: { ...ofHerTeam, day: '' }, row: forTheVendorsLead },
	undoHuddle: { at: '/team/huddle', form: ofHerTeam, row: forTheVendorsLead },
	putIntoHuddle: { at: '/policies/returns', form: onNoDay, row: forLeaders },
	takeBackTopic: { at: '/policies/returns', form: { topic: 'none' }, row: forLeadersOnNothing },
	chooseOnFloor: { at: '/ask/walk', form: onFloor, row: forLeaders },
	answerOnFloor: { at: '/ask/walk', form: nothingSaid, row: forLeaders },
	takeOutAnswer: {
		at: '/ask/walk',
		form: { ...onFloor, answer: 'none' },
		row: forLeadersOnNothing,
	},
	saveDraft: {
		at: '/policies/returns/draft',
		form: { policy: 'returns', base: '1', revision: '0', then: 'stay' },
		row: forLeaders,
	},
	letGo: { at: '/policies/returns/draft', form: { policy: 'returns' }, row: forLeaders },
	followNewest: { at: '/policies/returns/review', form: { policy: 'returns' }, row: forLeaders },
	publish: {
		at: '/policies/returns/review',
		form: { policy: 'returns', revision: '1', change: 'material', reason: '' },
		row: forLeaders,
	},
	withdraw: {
		at: '/policies/returns',
		form: { policy: 'returns', number: '9' },
		row: forLeadersOnNothing,
	},
	restore: {
		at: '/policies/returns/v/1',
		form: { policy: 'returns', number: '9' },
		row: forLeadersOnNothing,
	},
	publishText: {
		at: '/policies/returns/texts/es',
		form: { policy: 'returns', language: 'es', version: '9', edition: '0' },
		row: forLeaders,
	},
	takeBackDraft: { at: '/policies/returns', form: { policy: 'returns' }, row: forLeaders },
	discardDraft: { at: '/policies/returns/draft', form: { policy: 'returns' }, row: forLeaders },
	chooseMail: { at: '/me', form: { mail: 'on' }, row: people },
	addWebhook: {
		at: '/notifications',
		form: { name: 'Stores', kind: 'slack', url: 'https://10.0.0.1/' },
		row: forAdministrators,
	},
	testWebhook: { at: '/notifications', form: { webhook: 'none' }, row: forAdministratorsOnNothing },
	removeWebhook: {
		at: '/notifications',
		form: { webhook: 'none' },
		row: forAdministratorsOnNothing,
	},
	tryAgain: { at: '/notifications', form: { message: 'none' }, row: forAdministrators },
	tellUs: { at: '/tell-us', form: { policy: 'returns' }, row: people },
	// Nobody has said anything, so there is nothing to read again or to decide.
	appeal: {
		at: '/me/answers',
		form: { for: cast.picker.id, answer: 'none', from: 'answers' },
		row: rowOf('in', { employee: 'not found' }),
	},
	decideAnswer: {
		at: '/team/answers',
		form: { answer: 'none', decision: 'knows' },
		row: rowOf('not found', { employee: 'forbidden', administrator: 'forbidden' }),
	},
	seeAnswers: { at: '/me/remarks', form: {}, row: people },
	answerRemarks: {
		at: '/policies/remarks',
		form: { remark: 'none', kind: 'answered', words: 'Yes.', key: crypto.randomUUID() },
		row: forLeadersOnNothing,
	},
	takeUpWording: {
		at: '/policies/recalls/returns',
		form: { recall: 'returns', id: 'none', idea: '0', wording: '' },
		row: forLeaders,
	},
	leaveWordingOut: {
		at: '/policies/recalls/returns',
		form: { recall: 'returns', id: 'none' },
		row: forLeadersOnNothing,
	},
	takeWordingBack: {
		at: '/policies/recalls/returns',
		form: { recall: 'returns', id: 'none' },
		row: forLeaders,
	},
	beginPolicy: { at: '/policies/new', form: { title: '  x', owner: 'Stores' }, row: forLeaders },
	beginPackage: { at: '/policies/packages/new', form: { title: 'x' }, row: forLeaders },
	addToPackage: { at: '/policies', form: inPackage, row: forLeadersOnNothing },
	takeOutOfPackage: { at: '/policies', form: inPackage, row: forLeadersOnNothing },
	discardPackage: {
		at: '/policies',
		form: { package: 'none', discarded: 'yes' },
		row: forLeadersOnNothing,
	},
	publishPackage: {
		at: '/policies',
		form: { package: 'none', draft: 'returns:1', 'change.returns': 'material', reason: 'x' },
		row: forLeadersOnNothing,
	},
	askAgreement: { at: '/policies', form: { page: '/policies' }, row: forLeaders },
	decideAgreement: {
		at: '/',
		form: { id: 'none', decision: 'agreed' },
		row: rowOf('not found'),
	},
	askApproval: {
		at: '/policies',
		form: { page: '/policies', leader: cast.chiefExecutive.id, draft: 'returns:1' },
		row: forLeaders,
	},
	decideApproval: {
		at: '/policies',
		form: { page: '/policies', decision: 'approved', draft: 'returns:1' },
		row: forLeaders,
	},
	erasePerson: {
		at: `/people/${agent}/erase`,
		form: { person: agent, number: 'not hers', why: 'wish' },
		row: forAdministrators,
	},
	keepTheLawNow: { at: '/people/leavers', form: { sure: 'yes' }, row: forAdministrators },
	checkRecord: { at: '/audit', form: {}, row: forAdministrators },
	lookAtRoster: {
		at: '/people/import/a-roster',
		form: { import: 'a-roster' },
		row: forAdministrators,
	},
	applyRoster: {
		at: '/people/import/a-roster',
		form: { import: 'a-roster', seen: '' },
		row: forAdministrators,
	},
	discardRoster: {
		at: '/people/import',
		form: { import: 'none' },
		row: forAdministratorsOnNothing,
	},
	markAnswer: {
		at: '/ask/marks',
		form: { answer: '1', mark: 'knows' },
		row: rowOf('forbidden', { leader: 'not found', administrator: 'not found' }),
	},
	takeBackMark: { at: '/ask/marks', form: { answer: '1' }, row: forLeadersAndAdministrators },
	saveSettings: { at: '/settings', form: {}, row: forAdministrators },
	saveOwners: { at: '/settings', form: {}, row: forAdministrators },
	askEverybody: { at: '/ask/new', form: { pulse: 'none' }, row: forLeaders },
	endPulse: { at: '/ask', form: { pulse: 'none' }, row: forLeadersOnNothing },
	saveAssignment: {
		at: '/assignments/first-week',
		form: { assignment: 'first-week', revision: '1', title: '' },
		row: forLeaders,
	},
	endAssignment: {
		at: '/assignments/first-week',
		form: { assignment: 'nothing' },
		row: forLeadersOnNothing,
	},
	takeBackAssignment: {
		at: '/assignments/first-week',
		form: { assignment: 'nothing' },
		row: forLeadersOnNothing,
	},
	addPasskey: { at: '/me/proofs', form: { passkey: '{}' }, row: leadersAndAdministrators },
	addApp: {
		at: '/sign-in/proof',
		form: { secret: 'x', code: '000000' },
		row: forLeadersAndAdministrators,
	},
	removePasskey: { at: '/me/proofs', form: { id: 'none' }, row: rowOf('not found') },
	removeApp: { at: '/me', form: {}, row: people },
	newRecoveryCodes: { at: '/me', form: {}, row: forLeadersAndAdministrators },
	resetProofs: { at: '/me', form: { person: agent }, row: forAdministrators },
	proveByCode: { at: '/me', form: { code: '000000' }, row: people },
	proveByPasskey: { at: '/me', form: { passkey: '{}' }, row: people },
	signInByPasskey: { at: '/sign-in/passkey', form: { passkey: '{}' }, row: anybody },
	addPerson: { at: '/people/new', form: nobodyYet, row: forAdministrators },
	changePerson: {
		at: `/people/${agent}`,
		form: { ...nobodyYet, person: agent },
		row: forAdministrators,
	},
	endWork: {
		at: `/people/${agent}`,
		form: { person: 'nobody' },
		row: forAdministratorsOnNothing,
	},
	beginAgain: {
		at: `/people/${agent}`,
		form: { person: 'nobody', team: 'web' },
		row: forAdministratorsOnNothing,
	},
	addTeam: {
		at: '/people/organisation',
		form: { name: 'x', parent: 'moon', site: 'moon' },
		row: forAdministrators,
	},
	addSite: {
		at: '/people/organisation',
		form: { name: 'x', timeZone: 'Moon' },
		row: forAdministrators,
	},
	addVendor: { at: '/people/organisation', form: { name: 'Acme' }, row: forAdministrators },
	changeTeam: {
		at: '/people/teams/web',
		form: { team: 'web', seen: 'old', name: 'x', site: 'x' },
		row: forAdministrators,
	},
	closeTeam: {
		at: '/people/teams/web',
		form: { team: 'nothing' },
		row: forAdministratorsOnNothing,
	},
	openTeam: {
		at: '/people/teams/web',
		form: { team: 'nothing' },
		row: forAdministratorsOnNothing,
	},
	moveEverybody: {
		at: '/people/teams/web',
		form: { team: 'web', to: 'moon' },
		row: forAdministrators,
	},
	addLead: { at: '/people/teams/web', form: { team: 'web', number: '0' }, row: forAdministrators },
	removeLead: {
		at: '/people/teams/web',
		form: { team: 'web', person: 'nobody' },
		row: forAdministratorsOnNothing,
	},
	changeSite: {
		at: '/people/sites/depot',
		form: { site: 'depot', name: 'x', timeZone: 'x' },
		row: forAdministrators,
	},
	removeSite: {
		at: '/people/sites/depot',
		form: { site: 'nothing' },
		row: forAdministratorsOnNothing,
	},
	renameVendor: {
		at: '/people/vendors/swiftway',
		form: { vendor: 'swiftway', name: 'x' },
		row: forAdministrators,
	},
	removeVendor: {
		at: '/people/vendors/swiftway',
		form: { vendor: 'nothing' },
		row: forAdministratorsOnNothing,
	},
	planMove: {
		at: `/people/${cast.picker.id}/move`,
		form: { person: cast.picker.id, team: 'store-2', day: '2020-01-01' },
		row: forAdministrators,
	},
	takeBackMove: {
		at: `/people/${cast.picker.id}/move`,
		form: { person: cast.picker.id, move: 'none' },
		row: forAdministratorsOnNothing,
	},
	nameDeputy: {
		at: '/team/deputies',
		form: { deputy: '', from: '', to: '' },
		row: rowOf('forbidden', { manager: 'in', 'vendor lead': 'in' }),
	},
	endDeputy: {
		at: '/team/deputies',
		form: { deputy: 'none' },
		row: rowOf('forbidden', { manager: 'not found', 'vendor lead': 'not found' }),
	},
	nameDeputyFor: {
		at: `/people/${cast.shiftLead.id}/deputies`,
		form: { manager: cast.shiftLead.id, deputy: '', from: '', to: '' },
		row: forAdministrators,
	},
	endDeputyFor: {
		at: `/people/${cast.shiftLead.id}/deputies`,
		form: { manager: cast.shiftLead.id, deputy: 'none' },
		row: forAdministratorsOnNothing,
	},
	addDirectory: {
		at: '/people/directories',
		form: { name: 'Okta', team: 'warehouse-day', channels: 'warehouse' },
		row: forAdministrators,
	},
	...Object.fromEntries(
		(
			[
				['saveDirectory', { name: 'x', team: 'warehouse-day', channels: 'warehouse' }],
				['endDirectory', {}],
				['makeToken', { days: '9' }],
				['revokeToken', { token: 'none' }],
				['letThemLeave', {}],
				['keepThem', {}],
				['giveTeam', { group: 'none', team: 'warehouse-day' }],
				['takeTeam', { group: 'none' }],
				['putGroupUp', { group: 'none' }],
			] as const
		).map(([name, form]) => [
			name,
			{
				at: '/people/directories',
				form: { ...form, directory: 'none' },
				row: forAdministratorsOnNothing,
			},
		]),
	),
	sign: { at: '/sign/authority', form: { policy: 'authority' }, row: people },
	giveTeamBadges: {
		at: '/badges',
		form: { team: 'northline', paper: 'cards' },
		row: toLetHerIn,
	},
	giveBadge: { at: '/badges', form: herBadge, row: toLetHerIn },
	replaceBadge: { at: '/badges', form: herBadge, row: toLetHerIn },
	registerBadge: { at: '/badges', form: { person: agent, text: 'x' }, row: toLetHerIn },
	revokeBadge: { at: '/badges', form: { person: agent, badge: 'none' }, row: toLetInOnNothing },
	importBadges: { at: '/badges', form: { lines: '' }, row: toLetIn },
	makeKioskCode: { at: '/kiosks', form: { name: 'x', site: 'none' }, row: toLetIn },
	cutOffKiosk: { at: '/kiosks', form: { kiosk: 'none' }, row: toLetInOnNothing },
	enrolKiosk: { at: '/kiosk/enrol', form: { code: 'x' }, row: anybody },
	forgetKiosk: { at: '/kiosk', form: {}, row: rowOf('sign in') },
	signInOnKiosk: { at: '/kiosk', form: { number: '1' }, row: anybody },
	startSingleSignOn: { at: '/sign-in', form: {}, row: nobody },
	unlinkIdentity: {
		at: '/people/nobody/access',
		form: { person: 'nobody', issuer: 'https://login.example', subject: 'none' },
		row: forAdministratorsOnNothing,
	},
	signOut: { at: '/', form: {}, row: rowOf('sign in') },
};

test('every page has a row that says who may open it', () => {
	const files = globSync('**/*.{astro,ts,md,mdx}', { cwd: 'src/pages' });
	expect(
		Object.keys(pages).toSorted(),
		'A page came or went: say in this file who may open it.',
	).toEqual(files.toSorted());
});

test('every action has a row that says who may do it', () => {
	const files = globSync('src/actions/*.ts').filter((file) => !file.endsWith('/form.ts'));
	const sources = files.map((file) => readFileSync(file, 'utf8')).join('\n');
	expect(sources, 'actions are made by formAction').not.toContain('defineAction(');
	const names = [...sources.matchAll(/(\w+): formAction\(/g)].map(([, name]) => name);
	expect(
		Object.keys(actions).toSorted(),
		'An action came or went: say in this file who may do it.',
	).toEqual(names.toSorted());
});

test('nobody gets further than the table of rights says', () => {
	const held = new Map(rightsTable().map(({ right, held: roles }) => [right, roles]));
	const mayNot = (right: string) =>
		everybody.filter((who) => !rolesOf(who).some((role) => held.get(right)?.includes(role)));
	const guarded = [
		...Object.entries(pages).map(([file, { row }]) => ({
			...{ name: file, row, text: readFileSync(`src/pages/${file}`, 'utf8') },
		})),
		...Object.entries(actions).map(([name, { row }]) => ({ name, row, text: bodyOf(name) })),
	];
	const rights = guarded.flatMap(({ name, row, text }) => {
		const [, right] = /requireRight(?:To)?\([^,]+, '([^']+)'\)/.exec(text) ?? [];
		if (right === undefined) return [];
		const further = Object.entries(row).filter(
			([who, outcome]) => outcome === 'in' && mayNot(right).some((other) => other === who),
		);
		expect(further, `${name} asks for “${right}”`).toEqual([]);
		return [right];
	});
	expect(new Set(rights).size).toBeGreaterThan(12);
});

/** One role each, so that every role stands for itself: here the administrator is no leader. */
function rolesOf(who: Who): readonly Role[] {
	if (who === 'leader' || who === 'administrator') return [who];
	return who === 'manager' || who.endsWith('lead') ? ['manager'] : [];
}

/** The text of an action, as its file has it. */
function bodyOf(name: string): string {
	const source = globSync('src/actions/*.ts')
		.map((file) => readFileSync(file, 'utf8'))
		.find((text) => text.includes(`\t${name}: formAction(`));
	const [, body = ''] = source?.split(`\t${name}: formAction(`) ?? [];
	return body.split(/^\t\w+: formAction\(/m)[0] ?? '';
}

test.each(Object.entries(pages))('%s opens to those who may see it', async (_, { at, row }) => {
	const found = await forEverybody((who) => ask(who, at));
	expect(found).toEqual(row);
});

test.each(Object.entries(actions))(
	'%s is done by those who may',
	async (name, { at, form, row }) => {
		const origin = site().server.origin;
		const headersFor = (who: Who) => {
			const spare = toSignOut.get(who);
			return name === 'signOut' && spare ? { origin, cookie: spare } : { origin };
		};
		const found = await forEverybody((who) =>
			post(who, `${at}?_action=${name}`, form, headersFor(who)),
		);
		expect(found).toEqual(row);
	},
);

test('a page about somebody is there for her own lead only', async () => {
	const [picker, own] = [`/team/${cast.picker.id}`, `/team/${cast.vendorAgent.id}`];
	expect(outcomeOf(await ask('manager', picker))).toBe('not found');
	expect(outcomeOf(await ask('vendor lead', picker))).toBe('not found');
	expect(outcomeOf(await ask('manager', own))).toBe('not found');
	expect(outcomeOf(await ask('vendor lead', own))).toBe('in');
	expect(outcomeOf(await ask('vendor lead', `/team/${cast.vendorLead.id}`))).toBe('not found');
	expect(outcomeOf(await ask('vendor lead', '/team/nobody'))).toBe('not found');
});

test('actions have no address of their own', async () => {
	for (const name of Object.keys(actions)) {
		for (const who of ['anonymous', 'leader'] as const) {
			expect(outcomeOf(await ask(who, `/_actions/${name}`)), name).toBe('not found');
			expect(outcomeOf(await post(who, `/_actions/${name}`, {})), name).toBe('not found');
		}
	}
});

test('what is no form of ours is not found, whoever sends it', async () => {
	const { origin } = site().server;
	const json = { origin, 'content-type': 'application/json' };
	for (const who of ['anonymous', 'leader'] as const) {
		for (const name of ['nothing', 'toString', '__proto__', 'signIn.x']) {
			const answer = await post(who, `/?_action=${name}`, { a: 'b' });
			expect(outcomeOf(answer), `${name} by ${who}`).toBe('not found');
		}
		for (const headers of [json, { origin, 'content-type': 'text/plain' }]) {
			const answer = await post(who, '/?_action=answer', { a: 'b' }, headers);
			expect(outcomeOf(answer), `${headers['content-type']} by ${who}`).toBe('not found');
		}
	}
});

test('a form from another site, or from nobody knows where, is refused', async () => {
	const elsewhere = [
		{ origin: 'https://evil.example' },
		{ origin: 'null' },
		{ origin: 'null', 'sec-fetch-site': 'cross-site' },
		{ origin: site().server.origin.replace('127.0.0.1', 'localhost') },
		{ 'sec-fetch-site': 'same-site' },
		{},
	];
	for (const [name, { at, form }] of Object.entries(actions)) {
		for (const headers of elsewhere) {
			const response = await post('leader', `${at}?_action=${name}`, form, headers);
			expect(response.status, `${name} ${JSON.stringify(headers)}`).toBe(403);
		}
	}
	expect(outcomeOf(await ask('leader', '/')), 'still signed in').toBe('in');
});

test('a draft saves itself for leaders only, and only from our own pages', async () => {
	const words = { title: 'Returns', base: '1', revision: '0' };
	const found = await forEverybody((who) => post(who, '/policies/returns/writing', words));
	expect(found).toEqual(leaders);
	const elsewhere = { origin: 'https://evil.example' };
	expect((await post('leader', '/policies/returns/writing', words, elsewhere)).status).toBe(403);
	expect(outcomeOf(await post('leader', '/policies/nothing/writing', words))).toBe('not found');
});

test('every answer of the server says how it may be used', async () => {
	const visits = Object.values(pages).flatMap(({ at }) =>
		(['anonymous', 'employee', 'vendor lead', 'leader'] as const).map((who) => ({ at, who })),
	);
	for (const { at, who } of [...visits, { at: '/no/such/page', who: 'leader' } as const]) {
		const { headers } = await ask(who, at);
		const policy = headers.get('content-security-policy') ?? '';
		const where = `${at} for ${who}`;
		expect(policy, where).toContain("default-src 'none'");
		expect(policy, where).toContain("frame-ancestors 'none'");
		// The lock screen of a tablet and a leader on the floor read badges by camera: with WebAssembly
		// from our own origin, where the browser cannot. It is no eval, and no other page has it, nor the
		// camera.
		const readsBadges = at === '/kiosk' || at === '/ask/walk';
		expect(policy.includes("'wasm-unsafe-eval'"), where).toBe(readsBadges);
		const camera = readsBadges ? 'camera=(self)' : 'camera=()';
		expect(headers.get('permissions-policy'), where).toContain(camera);
		const others = readsBadges ? policy.replace("'wasm-unsafe-eval'", '') : policy;
		expect(others, where).not.toMatch(/unsafe|\*|https?:/);
		expect(headers.get('x-content-type-options'), where).toBe('nosniff');
		expect(headers.get('referrer-policy'), where).toBe('same-origin');
		expect(headers.get('cache-control'), where).toContain('no-store');
	}
});

test('files that go with the pages are not sniffed, and are kept as long as their name holds', async () => {
	for (const file of globSync('_astro/*', { cwd: 'dist/client' })) {
		const { status, headers } = await ask('anonymous', `/${file}`);
		expect(status).toBe(200);
		expect(headers.get('x-content-type-options'), file).toBe('nosniff');
		expect(headers.get('cache-control'), file).toContain('immutable');
	}
});

test('the cookie of a session is out of reach for scripts and other sites, and goes over TLS only behind TLS', async () => {
	const plain = await signInFor(site().server.origin, site().server.origin);
	expect(plain).toMatch(/^touchstone_session=\w+;/);
	expect(plain).toMatch(/; HttpOnly/i);
	expect(plain).toMatch(/; SameSite=(Lax|Strict)/i);
	expect(plain).not.toMatch(/; Secure/i);
	const publicOrigin = 'https://touchstone.example';
	const behindTls = await startServer({ env: { PUBLIC_ORIGIN: publicOrigin } });
	try {
		expect(await signInFor(behindTls.origin, publicOrigin)).toMatch(/; Secure/i);
		const ours = { origin: behindTls.origin };
		const refused = await fetch(`${behindTls.origin}/sign-in`, { method: 'POST', headers: ours });
		expect(refused.status, 'only the address that people type').toBe(403);
	} finally {
		await behindTls.stop();
	}
});

test.each([
	['//evil.example', '/'],
	['https://evil.example/', '/'],
	['/\\evil.example', '/'],
	['\\\\evil.example', '/'],
	['/\t/evil.example', '/'],
	['javascript:alert(1)', '/'],
	['evil.example', '/'],
	['/standard', '/standard'],
	['/lessons/returns?again=1', '/lessons/returns?again=1'],
])('after sign-in with next=%j one is at %s', async (next, place) => {
	const form = { number: cast.shiftLead.number, pin: demonstrationPin, next };
	const { status, location } = await post('anonymous', '/sign-in?_action=signIn', form);
	expect([status, location]).toEqual([303, place]);
	const address = `/sign-in?next=${encodeURIComponent(next)}`;
	expect((await ask('employee', address)).location, 'who is signed in already').toBe(place);
	const { html } = await ask('anonymous', address);
	expect(html).toContain(`name="next" value="${place}"`);
});

/** A package, an owner of a function who is asked to agree, and an administrator who leads nothing. */
async function beginSomething(db: Database): Promise<void> {
	const [askedBy, askedOf] = [cast.policyOwner.id, cast.storeManager.id];
	const file = { encoding: 'utf-8', delimiter: ',', bytes: 30, slashDates: false } as const;
	await beginImport(db, {
		...{ id: 'a-roster', fileName: 'roster.csv', by: cast.administrator.id, at: castTime },
		file: { ...file, headings: ['Number', 'Name'], sample: [['4417', 'Amina Yusuf']] },
	});
	await askEverybody(db, catalogue, {
		...{ id: 'a-pulse', seed: 'a-seed', by: askedBy, at: castTime },
		terms: {
			...{ questionId: 'standard', policyId: 'standard', audience: {}, strata: 'site' },
			...{ anonymous: false, wish: { number: 40 }, until: castTime + 86_400_000 },
		},
	});
	const asked = { policyId: 'returns', revision: 1, functionId: 'stores', askedOf, askedBy };
	await db.write(async (tx) => {
		const winter = { id: 'winter', title: 'Winter', createdBy: askedBy, createdAt: castTime };
		await tx.insert(packages).values(winter);
		await tx.update(functions).set({ ownerId: askedOf }).where(eq(functions.id, 'stores'));
		// So that nobody here is both.
		await tx
			.delete(employeeRoles)
			.where(
				and(eq(employeeRoles.employeeId, cast.administrator.id), eq(employeeRoles.role, 'leader')),
			);
		await tx.insert(agreements).values({ id: 'asked', ...asked, askedAt: castTime });
	});
}

async function signInFor(address: string, origin: string): Promise<string> {
	const body = new URLSearchParams({ number: cast.shiftLead.number, pin: demonstrationPin });
	const response = await fetch(`${address}/sign-in?_action=signIn`, {
		method: 'POST',
		body,
		headers: { origin },
		redirect: 'manual',
	});
	return response.headers.get('set-cookie') ?? '';
}

/** What a vendor's lead gets, a lead of another vendor gets, unless a row says otherwise. */
function rowOf(outcome: Outcome, others: Partial<Row> = {}): Row {
	const row = {
		employee: outcome,
		manager: outcome,
		'vendor lead': outcome,
		'other vendor’s lead': others['vendor lead'] ?? outcome,
		leader: outcome,
		administrator: outcome,
	} as const;
	return { anonymous: 'sign in', ...row, 'who left': 'sign in', ...others };
}

async function forEverybody(
	request: (who: Who) => Promise<Answer>,
): Promise<Record<string, string>> {
	const found: Record<string, string> = {};
	for (const who of everybody) found[who] = outcomeOf(await request(who));
	return found;
}

type Answer = {
	readonly status: number;
	readonly location: string;
	readonly headers: Headers;
	readonly html: string;
};

function ask(who: Who, path: string): Promise<Answer> {
	return send(path, { headers: headersOf(who) });
}

function post(
	who: Who,
	path: string,
	form: Readonly<Record<string, string>>,
	headers: Readonly<Record<string, string>> = { origin: site().server.origin },
): Promise<Answer> {
	const body = new URLSearchParams(form);
	return send(path, { method: 'POST', body, headers: { ...headersOf(who), ...headers } });
}

async function send(path: string, init: RequestInit): Promise<Answer> {
	const response = await fetch(site().server.origin + path, { redirect: 'manual', ...init });
	const { status, headers } = response;
	return { status, location: headers.get('location') ?? '', headers, html: await response.text() };
}

function headersOf(who: Who): Record<string, string> {
	const cookie = cookies.get(who);
	return cookie === undefined ? {} : { cookie };
}

function outcomeOf({ status, location, html }: Answer): string {
	if (status === 404) return 'not found';
	if (status === 403) return 'forbidden';
	if (location.startsWith('/sign-in') || html.includes('Who is this?</h1>')) return 'sign in';
	return status < 400 ? 'in' : `status ${status}`;
}
