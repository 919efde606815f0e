import type { Reader } from './connection.ts';

/**
 * A query of the busiest pages, built once per connection: building it takes longer than running it.
 * Parameters are `sql.placeholder('name')`.
 */
export function prepared<Q>(build: (db: Reader) => Q): (db: Reader) => Q {
	const known = new WeakMap<Reader, Q>();
	return (db) => {
		const query = known.get(db) ?? build(db);
		known.set(db, query);
		return query;
	};
}
