import type { Database } from '#db/connection.ts';
import { enrolEmployee } from '#people/enrol.ts';
import { leaveWork } from '#people/leave.ts';
import { castPerson } from './cast.ts';
import type { CastPerson } from './cast-person.ts';
import { administrator } from './story.ts';

const hour = 3_600_000;

type WhoLeft = Pick<CastPerson, 'number' | 'name' | 'job' | 'teamId' | 'channels'>;

/** They went just before the story begins: whoever keeps the law sees until when they have a name. */
const whoLeft: readonly WhoLeft[] = [
	{
		...{ number: '4399', name: 'Bruno Keller', job: 'Picker' },
		...{ teamId: 'warehouse-night', channels: ['warehouse'] },
	},
	{
		...{ number: '7090', name: 'Sadie Whitlock', job: 'Agent' },
		...{ teamId: 'northline', channels: ['phone'] },
	},
];

/** Two people who are on record and work here no longer. */
export async function letSomeLeave(db: Database, at: number): Promise<void> {
	const by = castPerson(administrator).id;
	for (const person of whoLeft) {
		const rest = { roles: [], leads: [], startedAt: at - 700 * 24 * hour };
		const employee = { ...person, ...rest, id: idOf(person) };
		await db.write((tx) => enrolEmployee(tx, employee, { by: null, at }));
	}
	for (const [place, person] of whoLeft.entries()) {
		const leaving = { employeeId: idOf(person), reason: 'Found other work' };
		await db.write((tx) => leaveWork(tx, leaving, { by, at: at + (place + 1) * hour }));
	}
}

function idOf({ number }: WhoLeft): string {
	return `e${number}`;
}
