import { Invalid } from '#lib/errors.ts';
import { type Choices, type CompleteFor, rosterFields } from './kinds.ts';
import { matchColumns, plainHeading, usualChoices } from './match-columns.ts';

/** What somebody typed after the file's name. */
export type SaidOnCommandLine = {
	readonly 'dry-run'?: boolean | undefined;
	readonly 'stop-on-problems'?: boolean | undefined;
	readonly 'complete-for'?: string | undefined;
	readonly 'yes-leavers'?: string | undefined;
	readonly 'yes-again'?: string | undefined;
	readonly channel?: string | undefined;
	readonly job?: string | undefined;
	readonly dates?: string | undefined;
	readonly problems?: string | undefined;
	readonly column?: readonly string[] | undefined;
};

/** The same choices as a browser asks for. Throws Invalid where a word means nothing. */
export function choicesOf(
	said: SaidOnCommandLine,
	headings: readonly string[],
	remembered: ReadonlyMap<string, string>,
): Choices {
	const told = new Map([...remembered, ...(said.column ?? []).map(columnOf)]);
	const usual = usualChoices(matchColumns(headings, told).columns);
	return {
		...usual,
		channel: said.channel ?? null,
		job: said.job ?? usual.job,
		dateOrder: orderOf(said.dates),
		completeFor: completeForOf(said['complete-for'] ?? 'nobody'),
		onProblems: said['stop-on-problems'] ? 'stop' : 'leave out',
	};
}

function columnOf(text: string): readonly [string, string] {
	const [, heading = '', name] = /^(.*)=(\w*)$/.exec(text) ?? [];
	const field = rosterFields.find((each) => each === name);
	if (field || (name === '' && heading !== '')) return [plainHeading(heading), field ?? ''];
	throw new Invalid({
		column: `Write --column HEADING=FIELD with a field of: ${rosterFields.join(', ')}.`,
	});
}

function orderOf(text: string | undefined): Choices['dateOrder'] {
	if (text === undefined) return null;
	if (text === 'day-first') return 'day first';
	if (text === 'month-first') return 'month first';
	throw new Invalid({ dates: 'Write --dates day-first or --dates month-first.' });
}

function completeForOf(text: string): CompleteFor {
	const [, kind, id] = /^(site|vendor):(.+)$/.exec(text) ?? [];
	if (kind === 'site' && id) return `site:${id}`;
	if (kind === 'vendor' && id) return `vendor:${id}`;
	if (text === 'everybody' || text === 'nobody') return text;
	throw new Invalid({
		completeFor: 'Write --complete-for everybody, nobody, site:ID or vendor:ID.',
	});
}
