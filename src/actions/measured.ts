import { isMeasured as isMeasuredIn } from '#pulse/measured.ts';
import type { IsMeasured } from '#pulse/to-read.ts';
import { catalogue, database } from '../installation.ts';

/** For which recalls, in which languages, the grader's error is known. Until it is, people read every answer. */
export const isMeasured: IsMeasured = (recallId, language) =>
	isMeasuredIn(database.read, catalogue, recallId, language);
