import type { KeptKind } from '#db/schema/privacy.ts';
import type { ErasureReason } from '#privacy/end-kinds.ts';
import type { LawRun } from '#privacy/keep-law.ts';

export const kindWords = {
	record: 'Learned and signed',
	answers: 'Answered and said',
	messages: 'Was told',
	access: 'Sign-ins and deeds',
} as const satisfies Record<KeptKind, string>;

export const reasonWords = {
	wish: 'The person asked for it',
	authority: 'A court or an authority asked for it',
	mistake: 'The record should never have been made',
} as const satisfies Record<ErasureReason, string>;

/** "2 people made nobody’s, answers of 1 person ended, 31 details taken out of the record". */
export function runInWords({ ended, erased, finishedAt }: LawRun, working: boolean): string {
	if (finishedAt === null) return working ? 'At work now.' : 'Broken off. The next run goes on.';
	const said = [
		people(ended.record, 'made nobody’s'),
		people(ended.answers, 'without their answers'),
		people(ended.messages, 'without their messages'),
		people(ended.access, 'without their sign-ins'),
	].flat();
	const taken =
		erased === 0
			? []
			: [`${erased} ${erased === 1 ? 'detail' : 'details'} taken out of the record`];
	const all = [...said, ...taken];
	return all.length === 0 ? 'Nothing was over.' : `${all.join(', ')}.`;
}

function people(count: number, what: string): string[] {
	return count === 0 ? [] : [`${count} ${count === 1 ? 'person' : 'people'} ${what}`];
}
