import { eq, inArray } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/sqlite-core';
import { practiceCards, practiceReviews } from '#db/schema/practice.ts';
import { pulseAnswers, pulsePeople } from '#db/schema/pulses.ts';
import { recallAnswers, recallReviews, recallWordings } from '#db/schema/recalls.ts';
import { walkAnswers } from '#db/schema/walks.ts';
import { deleted, emptied, type KeptRow, stays } from './kept-row.ts';

const gone = { said: '…' } as const;

const query = new QueryBuilder({ casing: 'snake_case' });

const answersOf = (employeeId: string) =>
	query
		.select({ id: recallAnswers.id })
		.from(recallAnswers)
		.where(eq(recallAnswers.employeeId, employeeId));

const reviewsOf = (employeeId: string) => inArray(recallReviews.answerId, answersOf(employeeId));
const wordingsOf = (employeeId: string) => inArray(recallWordings.answerId, answersOf(employeeId));

/**
 * What somebody said in her own words, and what is known of her memory. Of an anonymous pulse there
 * is only that she was drawn and whether she took part: her answer leads to nobody.
 */
export const ownWords: readonly KeptRow[] = [
	emptied(recallAnswers, recallAnswers.employeeId, {
		...{ kind: 'answers', title: 'Said in her own words', set: gone },
		then: 'Stays without the words: how it was graded counts.',
	}),
	{
		...{ table: recallReviews, kind: 'answers', of: 'her', title: 'Answers that somebody read' },
		then: 'Stays without her line and the reply.',
		whose: reviewsOf,
		end: (tx, { id }) => tx.update(recallReviews).set({ why: '', reply: '' }).where(reviewsOf(id)),
	},
	{
		...{
			table: recallWordings,
			kind: 'answers',
			of: 'her',
			title: 'Wordings taken from her words',
		},
		then: 'Stays without whose words they were.',
		whose: wordingsOf,
		end: (tx, { id }) => tx.update(recallWordings).set({ answerId: null }).where(wordingsOf(id)),
	},
	emptied(pulseAnswers, pulseAnswers.employeeId, {
		...{ kind: 'answers', title: 'Answers to the chief executive’s question' },
		then: 'Stays without the words and without who said them.',
		set: { ...gone, employeeId: null },
	}),
	emptied(walkAnswers, walkAnswers.employeeId, {
		...{ kind: 'answers', title: 'Said to a leader on the floor' },
		then: 'Stays without the words and without who said them.',
		set: { ...gone, employeeId: null },
	}),
	deleted(practiceCards, practiceCards.employeeId, {
		...{ kind: 'answers', title: 'What practice knows' },
	}),
	stays(practiceReviews, practiceReviews.employeeId, { kind: 'answers', title: 'Practice' }),
	stays(pulsePeople, pulsePeople.employeeId, {
		...{ kind: 'answers', title: 'Drawn for the chief executive’s question' },
	}),
];
