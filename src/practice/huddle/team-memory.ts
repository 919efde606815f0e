import { desc, eq, inArray } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { practiceCards, practiceParameters } from '#db/schema/practice.ts';
import { firstMaterialAfter, type PolicyHistory } from '#policies/versions.ts';
import { defaultParameters, type Parameters, retrievabilityAt } from '#practice/memory.ts';

/** What a team has in mind of a policy: a mean, never a person's. */
export type TeamMemory = {
	readonly policyId: string;
	/** Those who have a card that counts. */
	readonly people: number;
	/** The mean of their predicted recall, from 0 to 1. */
	readonly recall: number;
	/** When the half of them that practised it longest ago did so at the latest. */
	readonly reviewedAt: number;
};

type Card = typeof practiceCards.$inferSelect;

/** What some people have in mind, policy by policy; where a policy has changed since, a card counts for nothing. */
export async function readTeamMemory(
	db: Reader,
	history: PolicyHistory,
	employeeIds: readonly string[],
	at: number,
): Promise<TeamMemory[]> {
	if (employeeIds.length === 0) return [];
	const rows = await db
		.select()
		.from(practiceCards)
		.where(inArray(practiceCards.employeeId, [...employeeIds]));
	const parameters = await parametersInUse(db);
	const counting = rows.filter(
		({ policyId, policyVersion }) =>
			history.byId.has(policyId) &&
			!firstMaterialAfter(history.byId.get(policyId), policyVersion, at),
	);
	return [...Map.groupBy(counting, ({ policyId }) => policyId)].map(([policyId, cards]) => {
		const own = onePerPerson(cards);
		const recall = own.map((card) => retrievabilityAt(card, at, parameters));
		const times = own.map(({ reviewedAt }) => reviewedAt).toSorted((a, b) => a - b);
		return {
			policyId,
			people: own.length,
			recall: recall.reduce((sum, each) => sum + each, 0) / own.length,
			reviewedAt: times[Math.floor((times.length - 1) / 2)] ?? 0,
		};
	});
}

/** Saying it counts more than seeing it: of somebody's two cards the one in her own words. */
function onePerPerson(cards: readonly Card[]): Card[] {
	const byPerson = Map.groupBy(cards, ({ employeeId }) => employeeId);
	return [...byPerson.values()].flatMap(
		(own) => own.find(({ format }) => format === 'recall') ?? own.slice(0, 1),
	);
}

async function parametersInUse(db: Reader): Promise<Parameters> {
	const [newest] = await db
		.select({ parameters: practiceParameters.parameters })
		.from(practiceParameters)
		.where(eq(practiceParameters.used, true))
		.orderBy(desc(practiceParameters.madeAt))
		.limit(1);
	return newest?.parameters ?? defaultParameters;
}
