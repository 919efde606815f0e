import type { CastPerson } from './cast-person.ts';

const atDesks = new Set(['behind-the-scenes', 'web', 'phone', 'chat', 'email', 'social']);

/**
 * The company address of those who sit at a desk or lead; who picks, drives or stands at a till has
 * none. The endings are reserved for examples: mail to them reaches nobody.
 */
export function mailOf({ number, name, channels, leads, teamId }: CastPerson): string | null {
	const [first = ''] = channels;
	if (leads.length === 0 && !atDesks.has(first)) return null;
	const company = teamId === 'northline' ? 'northline' : 'halden-lund';
	const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll(' ', '.');
	const local = /^[a-z.-]+$/.test(plain) ? plain : number;
	return `${local}@${company}.example`;
}
