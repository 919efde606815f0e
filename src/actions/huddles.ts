import { z } from 'astro/zod';
import { requireRightTo } from '#auth/guard.ts';
import { serviceDay } from '#lib/service-day.ts';
import { putIntoHuddle, takeBackTopic } from '#practice/huddle-topics.ts';
import { holdHuddle, undoHuddle } from '#practice/huddle/held.ts';
import { todayOf } from '#practice/huddle/line-up.ts';
import { teamLed } from '#practice/huddle/team.ts';
import { readOpenTeams } from '#people/teams.ts';
import { database } from '../installation.ts';
import { paths } from '../paths.ts';
import { formAction } from './form.ts';

const id = z.string().min(1).max(100);
const held = z.object({ team: id, policy: id, day: z.string().max(10) });

export const huddles = {
	/** A manager's team had its line-up today. */
	holdHuddle: formAction(held, async ({ team: teamId, policy, day }, { locals }) => {
		const manager = requireRightTo(locals, 'see team');
		const team = await teamLed(database.read, manager, teamId);
		const { now: at } = locals;
		const holding = { teamId, policyId: policy, day, today: todayOf(team, at) };
		await holdHuddle(database, { ...holding, by: manager.id, at });
		return { to: paths.huddleOf(teamId, day) };
	}),

	undoHuddle: formAction(held, async ({ team: teamId, day }, { locals }) => {
		const manager = requireRightTo(locals, 'see team');
		await teamLed(database.read, manager, teamId);
		await undoHuddle(database, { teamId, day, by: manager.id, at: locals.now });
		return { to: paths.huddleOf(teamId, day) };
	}),

	/** Leadership wants a policy talked about on a day. */
	putIntoHuddle: formAction(
		z.object({
			key: z.uuid(),
			policy: id,
			day: z.string().max(10),
			team: z.union([z.string().transform((one) => [one]), z.array(id).max(500)]).default([]),
			idea: z.string().max(100_000).default(''),
		}),
		async ({ key, policy, day, team, idea }, { locals }) => {
			const leader = requireRightTo(locals, 'plan huddles');
			const known = new Set((await readOpenTeams(database.read)).map((each) => each.id));
			await putIntoHuddle(database, {
				...{
					id: key,
					policyId: policy,
					day,
					idea,
					teamIds: team.filter((each) => known.has(each)),
				},
				...{ by: leader.id, at: locals.now, today: serviceDay(locals.now, leader.timeZone) },
			});
			return { to: `${paths.policy(policy)}?planned=1#line-up` };
		},
	),

	takeBackTopic: formAction(z.object({ topic: id }), async ({ topic }, { locals }) => {
		const leader = requireRightTo(locals, 'plan huddles');
		const policyId = await takeBackTopic(database, { id: topic, by: leader.id, at: locals.now });
		return { to: `${paths.policy(policyId)}#line-up` };
	}),
};
