import type { Standing } from '#scim/overview.ts';

/** "127 people. 3 wait to leave. It has no token." */
export function standingInWords({ people, held, endsAt }: Standing): string {
	return [
		people === 1 ? 'One person.' : `${people} people.`,
		...(held > 0 ? [`${held === 1 ? 'One waits' : `${held} wait`} to leave: look at it.`] : []),
		...(endsAt === null ? ['It has no token that works.'] : []),
	].join(' ');
}
