import type { Reader } from '#db/connection.ts';
import { readSettings } from '#people/settings.ts';
import {
	type Predicted,
	type PredictedOf,
	readPredicted,
	readSureAnswers,
} from '#practice/knowing.ts';
import { parametersInUse } from '#practice/parameters.ts';
import { type SureAndWrong, sureAndWrongOf } from '#practice/sure-and-wrong.ts';
import type { TeamMember } from './team.ts';

/** What is predicted of a manager's people now. */
export type TeamForecast = {
	readonly predicted: PredictedOf;
	/** Figures about one person are shown: the organisation has decided so with its people. */
	readonly figures: boolean;
	readonly sureAndWrong: readonly SureAndWrong[];
	/** By policy, of those whom it concerns. */
	readonly byPolicy: ReadonlyMap<string, TeamRecall>;
};

/** The people it concerns; how many are known, and the sum of their predicted recall. */
export type TeamRecall = {
	readonly people: number;
	readonly known: number;
	readonly recall: number;
};

export async function teamForecast(
	db: Reader,
	members: readonly Pick<TeamMember, 'person' | 'overview'>[],
	at: number,
): Promise<TeamForecast> {
	const ids = members.map(({ person }) => person.id);
	const { desiredRetention, figuresAboutPeople: figures } = await readSettings(db);
	const parameters = await parametersInUse(db);
	const predicted = await readPredicted(db, ids, { parameters, desiredRetention, at });
	const concerned = new Set(members.flatMap(concerns));
	const sure = (await readSureAnswers(db, ids, at)).filter(({ employeeId, policyId }) =>
		concerned.has(`${employeeId} ${policyId}`),
	);
	const byPolicy = new Map<string, TeamRecall>();
	for (const one of concerned) {
		const [employeeId = '', policyId = ''] = one.split(' ');
		byPolicy.set(policyId, withOne(byPolicy.get(policyId), predicted(employeeId, policyId)));
	}
	return { predicted, figures, sureAndWrong: sureAndWrongOf(sure), byPolicy };
}

/** The policies that she has to know and is not exempt from. */
function concerns({ person, overview }: Pick<TeamMember, 'person' | 'overview'>): string[] {
	return overview.policies
		.filter(({ standing, exemption }) => !exemption && standing.state !== 'not due')
		.map(({ policyId }) => `${person.id} ${policyId}`);
}

function withOne(
	{ people, known, recall }: TeamRecall = { people: 0, known: 0, recall: 0 },
	one: Predicted,
): TeamRecall {
	if (one.recall === undefined) return { people: people + 1, known, recall };
	return { people: people + 1, known: known + 1, recall: recall + one.recall };
}
