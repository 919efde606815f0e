import { readNames } from '#people/person.ts';
import { readOtherWriters } from '#policies/writers.ts';
import { database } from '../../installation.ts';

/** "Tomas Lund is writing too (2 minutes ago)." Empty if nobody else is. */
export async function writersInWords(who: {
	policyId: string;
	employeeId: string;
	at: number;
}): Promise<string> {
	const writers = await readOtherWriters(database.read, who);
	const names = await readNames(
		database.read,
		writers.map(({ employeeId }) => employeeId),
	);
	return writers
		.map(({ employeeId, seenAt }) => {
			const name = names.get(employeeId) ?? 'Somebody';
			return `${name} is writing too (${ago(who.at - seenAt)}).`;
		})
		.join(' ');
}

function ago(milliseconds: number): string {
	const minutes = Math.floor(milliseconds / 60_000);
	if (minutes < 1) return 'just now';
	return minutes === 1 ? 'a minute ago' : `${minutes} minutes ago`;
}
