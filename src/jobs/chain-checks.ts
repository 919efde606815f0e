import { createChainChecks } from '#audit/check-chain.ts';
import { now } from '#lib/clock.ts';
import { database } from '../installation.ts';

/** One check of the record at a time, for the whole server. */
export const chainChecks = createChainChecks(database, now);
