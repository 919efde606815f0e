import { cast, castTime } from '#test/cast.ts';
import type { Database } from '#db/connection.ts';
import { answerLesson } from './before-start.ts';
import { catalogue } from './answers.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** The third picker learned everything twice, so that practice asks her in her own words too. */
export async function practisedBefore(db: Database): Promise<void> {
	for (const days of [0, 4]) {
		for (const [index, { id }] of catalogue.lessons.entries()) {
			await answerLesson(db, cast.thirdPicker, id, { at: castTime + days * day + index * 300_000 });
		}
	}
}
