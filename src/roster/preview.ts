import type { Database } from '#db/connection.ts';
import { createOrderedIds } from '#lib/ordered-id.ts';
import { serviceDay } from '#lib/service-day.ts';
import { arrange } from './arrange.ts';
import type { KnownChannel } from './cells.ts';
import {
	countPeople,
	type KnownEmployee,
	peopleAtOnce,
	readByNumber,
	readCompany,
	readUsualChannels,
} from './company.ts';
import { judge, type Surroundings, type Verdict } from './judge.ts';
import type { Choices, Counts, NewPlaces, ReadFile, RosterProblem, StagedLine } from './kinds.ts';
import { readMissing, readUntouchable } from './leavers.ts';
import { managersElsewhere } from './managers-elsewhere.ts';
import { createPlaces } from './places.ts';
import { createLineReader, type ReadLine } from './read-line.ts';
import { readRows } from './read-rows.ts';
import { type Survey, surveyRows } from './survey.ts';
import { createTally } from './tally.ts';

export type Looking = {
	readonly path: string;
	readonly file: Pick<ReadFile, 'encoding' | 'delimiter' | 'headings'>;
	readonly choices: Choices;
	readonly channels: readonly KnownChannel[];
	/** Who imports; null where the command line does. */
	readonly by: string | null;
	readonly at: number;
	/** Takes what was found, some lines at a time, in their order. */
	readonly take: (found: Found) => Promise<void>;
	readonly onProgress?: (progress: {
		readonly done: number;
		readonly total: number | null;
	}) => void;
};

export type Found = {
	readonly lines: readonly StagedLine[];
	readonly problems: readonly RosterProblem[];
};

export type Preview = {
	readonly counts: Counts;
	readonly places: NewPlaces;
	readonly digest: string;
};

/**
 * What a file would do to the company as it is now. The file is read twice, a row at a time: first
 * to know who stands where and who leads whom, then to compare each row with the person.
 */
export async function previewRoster(
	{ read: db, aggregate }: Pick<Database, 'read' | 'aggregate'>,
	looking: Looking,
): Promise<Preview> {
	const { file, choices, channels } = looking;
	const company = await readCompany(db);
	const places = createPlaces(company);
	const today = serviceDay(looking.at, company.timeZone);
	const read = createLineReader(file.headings, choices, channels);
	const rows = () => withoutHeadings(looking.path, file);
	const onRow = (done: number) => looking.onProgress?.({ done, total: null });
	const survey = await surveyRows(rows(), read, { today, onRow });
	const arrangement = await arrange(db, places, survey);
	const names = new Map(channels.map(({ id, name }) => [id, name]));
	const channelName = (id: string) => names.get(id) ?? id;
	const usual = await readUsualChannels(aggregate);
	const around = {
		places,
		arrangement,
		choices,
		headings: file.headings,
		today,
		channelName,
		usual,
		newId: createOrderedIds(looking.at),
	};
	const tally = createTally(looking, await readUntouchable(db, looking.by), survey.rows);
	for await (const some of inBatches(rows())) {
		const lines = some.map(read);
		const known = await readByNumber(
			db,
			lines.map(({ number }) => number),
		);
		await tally.add(
			lines.map((line, at) => verdictOn(line, some[at]?.row ?? 0, { survey, around, known })),
		);
	}
	await tally.add((await managersElsewhere(db, survey, around)).map(asVerdict));
	for await (const missing of readMissing(db, choices.completeFor, survey.numbers)) {
		await tally.add(missing.map(asVerdict));
	}
	const { counts, ...sum } = tally.sum(places.added());
	return { ...sum, counts: { ...counts, rows: survey.rows, company: await countPeople(db) } };
}

/** The rows below the headings. */
async function* withoutHeadings(path: string, file: Looking['file']) {
	let isFirst = true;
	for await (const row of readRows(path, file)) {
		if (!isFirst) yield row;
		isFirst = false;
	}
}

async function* inBatches<T>(all: AsyncIterable<T>): AsyncGenerator<T[]> {
	let some: T[] = [];
	for await (const each of all) {
		some.push(each);
		if (some.length < peopleAtOnce) continue;
		yield some;
		some = [];
		await new Promise(setImmediate);
	}
	if (some.length > 0) yield some;
}

type Context = {
	readonly survey: Survey;
	readonly around: Surroundings;
	readonly known: ReadonlyMap<string, KnownEmployee>;
};

function verdictOn(
	{ number, line, problems }: ReadLine,
	row: number,
	{ survey, around, known }: Context,
): Verdict {
	const rows = survey.twice.get(number);
	if (rows) {
		const others = rows.filter((other) => other !== row);
		const listed = others.slice(0, 5).join(', ') + (others.length > 5 ? ' …' : '');
		const column = around.headings[around.choices.columns.number ?? -1] ?? '';
		const remedy = 'Keep the row that is right, and take the others away.';
		const problem = `This number stands in row ${listed} too.`;
		return {
			is: 'left out',
			problems: [...problems, { row, column, value: number, problem, remedy, leftOut: true }],
		};
	}
	return line ? judge(line, known.get(number), around) : { is: 'left out', problems };
}

function asVerdict(staged: StagedLine): Verdict {
	return { is: 'staged', staged, problems: [] };
}
