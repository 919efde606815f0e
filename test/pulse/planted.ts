import type { Database } from '#db/connection.ts';
import { insertRows } from '#db/many-rows.ts';
import {
	pulseAnswers,
	pulsePeople,
	pulseReadings,
	pulses,
	pulseStrata,
} from '#db/schema/pulses.ts';
import { castPeople, siteOf, teamOf } from '#db/seed/cast.ts';
import type { CastPerson } from '#db/seed/cast-person.ts';
import type { KeptGrading } from '#quiz/recall/kept.ts';
import { cast, castTime } from '#test/cast.ts';

// A question with answers as other rooms would write them, row by row.

export const hour = 3_600_000;
export const day = 24 * hour;

export const ideas = ['any channel', 'within 30 days', 'settled their way'] as const;

/** What somebody said of the three ideas: `+` found, `-` missing, `?` weak, `!` denied. */
export type Pattern = string;

/** Words that show each idea, where somebody says them. */
const shows = ['anywhere', '30 days', 'how they like'] as const;

export function gradingOf(pattern: Pattern, said = ''): KeptGrading {
	const required = ideas.map((name, place) => {
		const sign = [...pattern][place];
		const outcome = outcomeOf(sign);
		const words = shows[place] ?? '';
		const from = said.indexOf(words);
		const shownBy = outcome === 'found' && from >= 0 ? [{ from, to: from + words.length }] : [];
		return { name, outcome, shownBy };
	});
	const verdict = pattern.includes('?') ? 'unsure' : /[-!]/.test(pattern) ? 'not yet' : 'knows';
	return { verdict, required, forbidden: [], notes: [] };
}

function outcomeOf(sign: string | undefined): KeptGrading['required'][number]['outcome'] {
	if (sign === '-') return 'missing';
	if (sign === '?') return 'weak';
	return sign === '!' ? 'denied' : 'found';
}

export type PlantedAnswer = {
	readonly person: CastPerson;
	readonly pattern: Pattern;
	readonly said?: string;
	readonly toRead?: 'unsure' | 'tenth' | 'unmeasured' | null;
	readonly marks?: readonly ('knows' | 'not yet')[];
};

export type Planted = {
	readonly id?: string;
	readonly people?: readonly CastPerson[];
	readonly answers?: readonly PlantedAnswer[];
	readonly predicted?: (person: CastPerson) => number | null;
	/** Left before they answered. */
	readonly gone?: readonly CastPerson[];
	readonly more?: Partial<Omit<typeof pulses.$inferInsert, 'anonymous'>> & {
		readonly anonymous?: boolean;
	};
};

/** Plants a question about returns, drawn from whoever is given, stratified by site. */
export async function plantPulse(db: Database, planted: Planted): Promise<string> {
	const { id = 'asked', people = castPeople, answers = [], more = {} } = planted;
	const drawnAt = more.drawnAt ?? castTime;
	const pulse: typeof pulses.$inferInsert & { anonymous: boolean } = {
		...{ id, questionId: 'returns', policyId: 'returns', policyVersion: 1, audience: {} },
		...{
			strata: 'site' as const,
			anonymous: false,
			margin: 0.1,
			confidence: 0.95,
			size: people.length,
		},
		...{ population: people.length, seed: 'seed', drawnAt, until: drawnAt + 7 * day },
		askedBy: cast.chiefExecutive.id,
		...more,
	};
	await db.write(async (tx) => {
		await tx.insert(pulses).values(pulse);
		await insertRows(tx, pulseStrata, strataOf(planted, id, people));
		await insertRows(tx, pulsePeople, peopleOf(planted, id, people, pulse.anonymous, drawnAt));
		const rows = answers.map((answer, place) => answerRow(answer, place, pulse));
		await insertRows(tx, pulseAnswers, rows);
		const readers = [cast.policyOwner.id, cast.administrator.id, cast.chiefExecutive.id];
		const readings = answers.flatMap(({ marks = [] }, place) =>
			marks.map((mark, reader) => ({
				answerId: rows[place]?.id ?? 0,
				readerId: readers[reader] ?? '',
				...{ mark, readAt: drawnAt + 2 * hour },
			})),
		);
		await insertRows(tx, pulseReadings, readings);
	});
	return id;
}

function strataOf({ predicted }: Planted, pulseId: string, people: readonly CastPerson[]) {
	return [...Map.groupBy(people, (person) => siteOf(person).id)].map(([stratum, some]) => {
		const cards = some.flatMap((person) => predicted?.(person) ?? []);
		return {
			...{ pulseId, stratum, name: siteOf(some[0] ?? cast.picker).name, away: 0, askedLately: 0 },
			...{ population: some.length, drawn: some.length, predictedPeople: cards.length },
			predictedRecall: cards.reduce((sum, card) => sum + card, 0),
		};
	});
}

function peopleOf(
	{ predicted, gone = [], answers = [] }: Planted,
	pulseId: string,
	people: readonly CastPerson[],
	anonymous: boolean,
	drawnAt: number,
) {
	const came = new Set(answers.map(({ person }) => person.id));
	return people.map((person, place) => ({
		...{ pulseId, employeeId: person.id, stratum: siteOf(person).id, place, language: 'en' },
		...placeOf(person),
		predicted: anonymous ? null : (predicted?.(person) ?? null),
		tookPart: came.has(person.id),
		goneAt: gone.includes(person) ? drawnAt + hour : null,
	}));
}

function placeOf(person: CastPerson) {
	const team = teamOf(person);
	const places = { siteId: team.siteId, teamId: team.id, vendorId: team.vendorId ?? null };
	return { ...places, channel: person.channels[0] ?? null };
}

function answerRow(
	{ person, pattern, said = `I say ${pattern}`, toRead, marks }: PlantedAnswer,
	place: number,
	{ id, anonymous, drawnAt }: { id: string; anonymous: boolean; drawnAt: number },
) {
	const grading = gradingOf(pattern, said);
	const hash = [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7);
	const { vendorId } = placeOf(person);
	const read = grading.verdict === 'unsure' ? 'unsure' : null;
	return {
		...{ id: hash * 10_000 + ((place * 7919) % 10_000), pulseId: id, stratum: siteOf(person).id },
		employeeId: anonymous ? null : person.id,
		answeredAt: anonymous ? null : drawnAt + hour + place,
		way: anonymous ? null : (['phone', 'kiosk', 'mail'] as const)[place % 3],
		...placeOf(person),
		...{ employment: vendorId === null ? 'own' : 'vendor', language: 'en', said, grading },
		...{ verdict: grading.verdict, grader: 'first', toRead: toRead ?? (marks ? 'unsure' : read) },
	};
}
