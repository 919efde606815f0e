import { sql } from 'drizzle-orm';

/** A service day never begins within a quarter of an hour: whoever shares one shares all days. */
export const quarter = 900_000;
/** As a whole number in the query itself: the client sends every number as a fraction. */
export const wholeQuarter = sql.raw(String(quarter));
