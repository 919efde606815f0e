import { randomUUID } from 'node:crypto';
import { and, count, desc, eq, isNull } from 'drizzle-orm';
import { employeeChannels, employees } from '#db/schema/people.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid } from '#lib/errors.ts';
import { isLanguage, sourceLanguage } from '#lib/language.ts';
import { enrolEmployee } from '#people/enrol.ts';
import { namedBy, type Proof } from './proof.ts';
import type { Terms } from './terms.ts';

/**
 * Somebody whom the provider vouches for and nobody knows yet begins to work here: as a plain
 * employee of the team that the administrator chose, in the channel that most of it work in. What
 * the provider says of roles is not listened to.
 */
export async function enrolNewcomer(
	tx: Transaction,
	{ named, claims }: Proof,
	{ terms, at }: { readonly terms: Pick<Terms, 'teamId' | 'claim'>; readonly at: number },
): Promise<string> {
	const { teamId } = terms;
	if (teamId === undefined || named === undefined) throw new Invalid({ team: 'No team is set.' });
	const id = randomUUID();
	const employee = {
		...{ id, teamId, number: named, startedAt: at, roles: [], leads: [] },
		name: words(claims['name']) ?? '',
		job: words(claims['title']) ?? 'Employee',
		language: languageOf(claims['locale']),
		email: namedBy(claims, 'email') ?? null,
		channels: await channelsOf(tx, teamId),
	};
	await enrolEmployee(tx, employee, { by: null, at });
	return id;
}

async function channelsOf(tx: Transaction, teamId: string): Promise<string[]> {
	const [most] = await tx
		.select({ channel: employeeChannels.channel, people: count() })
		.from(employeeChannels)
		.innerJoin(employees, eq(employees.id, employeeChannels.employeeId))
		.where(
			and(eq(employees.teamId, teamId), isNull(employees.leftAt), eq(employeeChannels.rank, 0)),
		)
		.groupBy(employeeChannels.channel)
		.orderBy(desc(count()), employeeChannels.channel)
		.limit(1);
	if (!most) throw new Invalid({ team: `Nobody works in ${teamId} yet: enrol the first by hand.` });
	return [most.channel];
}

function words(claim: unknown): string | undefined {
	const text = typeof claim === 'string' ? claim.trim().slice(0, 200) : '';
	return text === '' ? undefined : text;
}

function languageOf(claim: unknown): string {
	const code = words(claim)?.replaceAll('_', '-');
	return code !== undefined && isLanguage(code) ? code : sourceLanguage;
}
