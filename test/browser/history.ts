import { sendNudge } from '#notifications/nudge.ts';
import { cast, castTime } from '#test/cast.ts';
import { catalogue } from './answers.ts';
import { answerLesson, changeFile, publishChange } from './before-start.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** How far a server's clock is moved for this history to lie behind it. */
export const historyLasts = 5 * day;

/**
 * For `prepare`: so much that every page has something to say. The second picker finished her first
 * week, and then two policies changed; the third picker knows everything; the store associate was
 * interrupted by the change; the picker has done nothing, and it is overdue.
 */
export function aWeekOfHistory(file: string): Promise<void> {
	return changeFile(file, async (db) => {
		for (const id of ['the-service-standard', 'the-first-order-is-a-test', 'returns']) {
			await answerLesson(db, cast.secondPicker, id, { at: castTime + hour });
		}
		await answerLesson(db, cast.storeAssociate, 'returns', { at: castTime + hour, stopsAfter: 2 });
		for (const policyId of ['returns', 'standard']) {
			await publishChange(
				db,
				policyId,
				(body) => ({ ...body, statement: `${body.statement} Gladly.` }),
				castTime + day,
			);
		}
		for (const { id } of catalogue.lessons) {
			await answerLesson(db, cast.thirdPicker, id, { at: castTime + 2 * day });
		}
		await sendNudge(db, {
			id: 'a-nudge',
			employeeId: cast.secondPicker.id,
			policyId: 'returns',
			sentBy: cast.shiftLead.id,
			sentAt: castTime + 4 * day,
		});
	});
}
