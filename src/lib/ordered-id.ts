import { randomUUID } from 'node:crypto';

/**
 * Ids for many rows at once, each after the one before (UUID version 7, RFC 9562): rows in the order
 * of their ids are added at the end of every index, and several times as fast as at random.
 */
export function createOrderedIds(at: number): () => string {
	let count = 0;
	return () => {
		// More than 4096 of one millisecond go on in the next.
		const time = (at + Math.floor(count / 4096)).toString(16).padStart(12, '0');
		const order = (count % 4096).toString(16).padStart(3, '0');
		count += 1;
		return `${time.slice(0, 8)}-${time.slice(8)}-7${order}-${randomUUID().slice(19)}`;
	};
}
