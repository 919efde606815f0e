import { randomUUID } from 'node:crypto';
import { z } from 'astro/zod';
import { endExemption, exemptionEnd, exemptPerson } from '#assignments/exempt.ts';
import { requireRightTo } from '#auth/guard.ts';
import { sendNudge } from '#notifications/nudge.ts';
import { personLedBy } from '#people/scope.ts';
import { requirePolicy } from '#policies/versions.ts';
import { database } from '../installation.ts';
import { paths } from '../paths.ts';
import { formAction } from './form.ts';

const id = z.string().min(1).max(100);

export const team = {
	/** A friendly word to one or several of a manager's people about one policy. */
	nudge: formAction(
		z.object({ person: z.union([id.transform((one) => [one]), z.array(id).max(500)]), policy: id }),
		async ({ person, policy }, { locals }) => {
			const manager = requireRightTo(locals, 'nudge and exempt');
			await requirePolicy(database.read, policy);
			const people = await Promise.all(
				person.map((employee) => personLedBy(database.read, manager, employee)),
			);
			const sent = await Promise.all(
				people.map(({ id: employeeId }) =>
					sendNudge(database, {
						id: randomUUID(),
						employeeId,
						policyId: policy,
						sentBy: manager.id,
						sentAt: locals.now,
					}),
				),
			);
			const count = sent.filter(Boolean).length;
			const [only] = people;
			const page = people.length === 1 && only ? paths.teamPerson(only.id) : paths.team;
			return { to: `${page}?nudged=${count}` };
		},
	),

	exempt: formAction(
		z.object({
			person: id,
			policy: z.string().min(1, 'Choose a policy.'),
			reason: z.string().trim().min(1, 'Say why: the record keeps it.').max(300),
			until: z.iso.date('Choose the last day.'),
			key: z.uuid(),
		}),
		async ({ person, policy, reason, until, key }, { locals }) => {
			const manager = requireRightTo(locals, 'nudge and exempt');
			const employee = await personLedBy(database.read, manager, person);
			await requirePolicy(database.read, policy);
			const endsAt = exemptionEnd(until, employee.timeZone, locals.now);
			await exemptPerson(database, {
				id: key,
				employeeId: employee.id,
				policyId: policy,
				reason,
				grantedBy: manager.id,
				grantedAt: locals.now,
				endsAt,
			});
			return { to: paths.teamPerson(employee.id) };
		},
	),

	endExemption: formAction(z.object({ person: id, policy: id }), async (input, { locals }) => {
		const manager = requireRightTo(locals, 'nudge and exempt');
		const employee = await personLedBy(database.read, manager, input.person);
		await endExemption(database, {
			employeeId: employee.id,
			policyId: input.policy,
			by: manager.id,
			at: locals.now,
		});
		return { to: paths.teamPerson(employee.id) };
	}),
};
