import type { IsMeasured } from '#pulse/to-read.ts';

/** For which recalls, in which languages, the grader's error is known. Until it is, people read every answer. */
export const isMeasured: IsMeasured = () => false;
