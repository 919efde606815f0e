import { and, eq, inArray, notExists, sql } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/sqlite-core';
import { exemptions } from '#db/schema/assignments.ts';
import { credentials, sessions } from '#db/schema/auth.ts';
import { acknowledgements, answers, attempts, completions } from '#db/schema/completions.ts';
import { mailChoices, messages, nudges, outbox } from '#db/schema/notifications.ts';
import { employeeChannels, employeeRoles, teamLeads } from '#db/schema/people.ts';
import { plannedMoves } from '#db/schema/moves.ts';
import { personViews } from '#db/schema/person-views.ts';
import { deputies, placements } from '#db/schema/placements.ts';
import { draftWriters } from '#db/schema/policies.ts';
import { endings } from '#db/schema/privacy.ts';
import { remarks, remarkSenders } from '#db/schema/remarks.ts';
import { deleted, emptied, type KeptRow, stays } from './kept-row.ts';
import { ownWords } from './own-words.ts';
import { deedsInOffice } from './deeds-in-office.ts';
import { forgetWords } from './forget-words.ts';
import { waysIn } from './ways-in.ts';

const query = new QueryBuilder({ casing: 'snake_case' });

const attemptsOf = (employeeId: string) =>
	query.select({ id: attempts.id }).from(attempts).where(eq(attempts.employeeId, employeeId));

/** Of what is announced to one person alone, nobody waits any more once her messages are gone. */
const announcedTo = (employeeId: string) =>
	and(
		sql`json_extract(${outbox.news}, '$.to') = ${employeeId}`,
		notExists(
			query.select({ id: messages.id }).from(messages).where(eq(messages.outboxId, outbox.id)),
		),
	) ?? sql`0`;

/**
 * Everything on record that names somebody: a row a column. A table that names employees and is not
 * here fails a test. Within a kind, rows end from top to bottom; the employee's own row and the
 * audit's payloads come last, in end-kinds.ts.
 */
export const inventory: readonly KeptRow[] = [
	// How she got in, and what she did in office.
	...waysIn,
	deleted(sessions, sessions.employeeId, { kind: 'access', title: 'Signed in, still open' }),
	deleted(credentials, credentials.employeeId, { kind: 'access', title: 'PIN, kept as a hash' }),
	deleted(employeeRoles, employeeRoles.employeeId, { kind: 'access', title: 'Roles' }),
	deleted(teamLeads, teamLeads.employeeId, { kind: 'access', title: 'Teams led' }),
	deleted(draftWriters, draftWriters.employeeId, { kind: 'access', title: 'Drafts open' }),
	deleted(personViews, personViews.employeeId, {
		kind: 'access',
		title: 'Who looked at this record',
	}),
	deleted(personViews, personViews.viewerId, { kind: 'access', title: 'Records looked at' }),
	stays(deputies, deputies.managerId, { kind: 'access', title: 'Deputies while away' }),
	stays(deputies, deputies.deputyId, { kind: 'access', title: 'Deputy of others' }),
	...deedsInOffice,
	// What she was told.
	deleted(nudges, nudges.employeeId, { kind: 'messages', title: 'Nudges' }),
	deleted(messages, messages.employeeId, { kind: 'messages', title: 'Mail' }),
	deleted(mailChoices, mailChoices.employeeId, {
		kind: 'messages',
		title: 'Choice about mail',
	}),
	{
		...{
			table: outbox,
			kind: 'messages',
			of: 'her',
			title: 'News still to be told',
			then: 'Deleted.',
		},
		whose: announcedTo,
		end: (tx, { id }) => tx.delete(outbox).where(announcedTo(id)),
	},
	// What she answered and said.
	{
		...{ table: answers, kind: 'answers', of: 'her', title: 'Answers', then: 'Deleted.' },
		whose: (id) => inArray(answers.attemptId, attemptsOf(id)),
		end: (tx, { id }) => tx.delete(answers).where(inArray(answers.attemptId, attemptsOf(id))),
	},
	{
		...stays(remarks, remarks.employeeId, { kind: 'answers', title: 'Remarks with a name' }),
		then: 'The words stay, without who said them and where.',
		end: forgetWords,
	},
	deleted(remarkSenders, remarkSenders.employeeId, {
		...{ kind: 'answers', title: 'Whose remarks they are' },
	}),
	// What she said in her own words, to us or to a leader on the floor: the words go, how it was graded stays.
	...ownWords,
	// What she learned, and where she worked: the figures stand on it.
	stays(attempts, attempts.employeeId, { kind: 'record', title: 'Lessons begun' }),
	stays(completions, completions.employeeId, { kind: 'record', title: 'Lessons finished' }),
	stays(acknowledgements, acknowledgements.employeeId, { kind: 'record', title: 'Signatures' }),
	emptied(exemptions, exemptions.employeeId, {
		...{ kind: 'record', title: 'Exemptions', set: { reason: '' } },
		then: 'Stays without its reason.',
	}),
	emptied(placements, placements.employeeId, {
		...{ kind: 'record', title: 'Workplaces', set: { job: 'Left' } },
		then: 'Stays without the job: a job may have only one holder.',
	}),
	emptied(plannedMoves, plannedMoves.employeeId, {
		...{ kind: 'record', title: 'Moves planned', set: { job: null } },
		then: 'Stays without the job.',
	}),
	stays(employeeChannels, employeeChannels.employeeId, { kind: 'record', title: 'Channels' }),
	stays(endings, endings.employeeId, { kind: 'record', title: 'What has ended already' }),
];
