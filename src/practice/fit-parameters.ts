import { computeParameters } from '@open-spaced-repetition/binding';
import { appendAudit } from '#audit/append.ts';
import type { Database, Reader } from '#db/connection.ts';
import { practiceParameters } from '#db/schema/practice.ts';
import { createOrderedIds } from '#lib/ordered-id.ts';
import { type Fitting, lastFitting, parametersInUse } from './parameters.ts';
import {
	foretold,
	type History,
	itemsUntil,
	logLossAfter,
	readHistories,
	splitOf,
} from './review-history.ts';

/** With fewer reviews that have a history, the parameters of everybody are the better guess. */
export const enoughToFit = 1000;
/** The latest share of the reviews, which the optimiser never sees. */
const heldBackShare = 0.2;
/** Milliseconds: once a week. */
const fittingLasts = 7 * 86_400_000;

/**
 * Fits the scheduler's parameters to the organisation's own log: to the earlier reviews, judged on the
 * later ones. They are used only if they foretell those better than what is in use; the row and the
 * record say it either way. Undefined while there is too little.
 */
export async function fitParameters(
	db: Pick<Database, 'read' | 'write' | 'aggregate'>,
	at: number,
): Promise<Fitting | undefined> {
	const histories = await readHistories(db.aggregate);
	if (foretold(histories) < enoughToFit) return undefined;
	const found = await fit(histories, [...(await parametersInUse(db.read))]);
	const used = found.logLoss < found.logLossBefore;
	const row = { id: createOrderedIds(at)(), madeAt: at, ...found, used };
	await db.write(async (tx) => {
		await tx.insert(practiceParameters).values(row);
		const { fitted, heldBack, logLoss, logLossBefore } = row;
		await appendAudit(tx, {
			at,
			actorId: null,
			action: 'practice.fitted',
			objectType: 'parameters',
			objectId: row.id,
			payload: { fitted, heldBack, logLoss, logLossBefore, used },
		});
	});
	return row;
}

async function fit(histories: readonly History[], before: readonly number[]) {
	const split = splitOf(histories, heldBackShare);
	const items = itemsUntil(histories, split);
	// In a thread of its own: the event loop goes on meanwhile.
	const parameters = await computeParameters(items, { enableShortTerm: false });
	const after = await logLossAfter(histories, split, parameters);
	const { logLoss: logLossBefore } = await logLossAfter(histories, split, before);
	return {
		...{ parameters, fitted: items.length, heldBack: after.reviews },
		...{ logLoss: after.logLoss, logLossBefore },
	};
}

/** Whether the last fit is a week old, or there was none yet. */
export async function isFittingDue(db: Reader, at: number): Promise<boolean> {
	const last = await lastFitting(db);
	return last === undefined || at - last.madeAt >= fittingLasts;
}
