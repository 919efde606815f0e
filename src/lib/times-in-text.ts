/** A clock time found in a text: where, how long the words are, and the times they name as `14:00`. */
export type FoundTimes = {
	readonly at: number;
	readonly text: string;
	readonly times: readonly string[];
};

const hours = [
	...['twelve', 'one', 'two', 'three', 'four', 'five'],
	...['six', 'seven', 'eight', 'nine', 'ten', 'eleven'],
];
const clockHour = `1[0-2]|0?[1-9]|${hours.join('|')}`;
const start = '(?<![\\p{L}\\d]|\\d[.,:])';
const end = '(?![\\p{L}\\d]|[.,:]\\d)';
const half = '(?<half>[ap])(?:\\.\\s?m\\.?|m)';
const shapes = [
	// 14:00, 2:30 pm
	`(?<hour>[01]?\\d|2[0-3]):(?<minute>[0-5]\\d)(?:\\s?${half})?`,
	// 2 pm, 2.30 p.m., between two and four pm
	`(?:(?<from>${clockHour})\\s*(?:-|–|to|and)\\s*)?(?<hour>${clockHour})(?:[.:](?<minute>[0-5]\\d))?\\s?${half}`,
	`(?<hour>${clockHour})\\s+o'\\s?clock`,
	`(?<part>half|quarter)\\s+(?<side>past|to)\\s+(?<hour>${clockHour})`,
	// by 14.00: without a word before it, it would be any decimal number
	'(?<=(?:at|by|before|until|till|after|from)\\s+)(?<hour>[01]?\\d|2[0-3])\\.(?<minute>[0-5]\\d)',
	'(?<hour>[01]?\\d|2[0-3])h(?<minute>[0-5]\\d)',
	'(?<named>noon|midday|midnight)',
].map((shape) => new RegExp(`${start}(?:${shape})${end}`, 'giu'));

/**
 * Every clock time in an English text. An hour without "am" or "pm" is taken as shops mean it:
 * one to six o'clock is in the afternoon.
 */
export function timesIn(text: string): FoundTimes[] {
	return shapes.flatMap((shape) =>
		[...text.matchAll(shape)].map((match) => ({
			at: match.index,
			text: match[0],
			times: timesOf(match.groups ?? {}),
		})),
	);
}

type Groups = Readonly<Record<string, string | undefined>>;

function timesOf(groups: Groups): string[] {
	const named = groups['named']?.toLowerCase();
	if (named) return [named === 'midnight' ? '00:00' : '12:00'];
	const minute = Number(groups['minute'] ?? 0) + minutesBeside(groups);
	const last = hourOf(groups['hour'] ?? '', groups) * 60 + minute;
	const first = groups['from'];
	return first === undefined ? [clock(last)] : [clock(hourOf(first, groups) * 60), clock(last)];
}

function hourOf(text: string, groups: Groups): number {
	const word = hours.indexOf(text.toLowerCase());
	const hour = word >= 0 ? word || 12 : Number(text);
	const part = groups['half']?.toLowerCase();
	if (part && hour <= 12) return (hour % 12) + (part === 'p' ? 12 : 0);
	// With minutes in digits it is a 24-hour time; "o'clock" and "half past" are spoken.
	return groups['minute'] === undefined && hour <= 6 ? hour + 12 : hour;
}

function minutesBeside({ part, side }: Groups): number {
	if (part === undefined) return 0;
	const minutes = part.toLowerCase() === 'half' ? 30 : 15;
	return side?.toLowerCase() === 'to' ? -minutes : minutes;
}

function clock(minutes: number): string {
	const pad = (number: number) => String(number).padStart(2, '0');
	return `${pad(Math.floor(minutes / 60) % 24)}:${pad(minutes % 60)}`;
}
