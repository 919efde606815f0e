import type { Condition } from '#lib/condition.ts';
import { isWrittenOut } from '#lib/written-values.ts';

/** A condition as an author writes it under `holds`: `returns.window >= 21 day`. */
export function asWritten({ of, is, than }: Condition): string {
	if (than.unit === 'text') return `${of} ${is} '${than.value}'`;
	return `${of} ${is} ${than.value}${isWrittenOut(than.unit) ? '' : ` ${than.unit}`}`;
}
