import type { Condition } from '#lib/condition.ts';

/** A condition as an author writes it under `holds`: `returns.window >= 21 day`. */
export function asWritten({ of, is, than }: Condition): string {
	return `${of} ${is} ${than.value}${than.unit === 'time' ? '' : ` ${than.unit}`}`;
}
