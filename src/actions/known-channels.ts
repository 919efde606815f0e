import { Invalid } from '#lib/errors.ts';
import { catalogue } from '../installation.ts';

/** The channels that were chosen, if they are the company's. */
export function knownChannels(chosen: readonly string[]): readonly string[] {
	const known = new Set(catalogue.channels.map(({ id }) => id));
	if (chosen.every((id) => known.has(id))) return chosen;
	throw new Invalid({ channels: 'Choose from the list.' });
}
