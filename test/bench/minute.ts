import { openDatabase } from '#db/connection.ts';
import { readOverview } from '#completions/standings.ts';
import { readPeople } from '#people/person.ts';
import { readPolicies } from '#policies/versions.ts';
import { chooseMinute, type Learned } from '#practice/choose-minute.ts';
import { foldPerson } from '#practice/fold.ts';
import { defaultParameters } from '#practice/memory.ts';
import { readMinute } from '#practice/read-minute.ts';
import { sha256 } from '#lib/hash.ts';
import { serviceDay } from '#lib/service-day.ts';
import type { Format, Question } from '#quiz/question.ts';
import { type Company, copyOf } from './company.ts';
import { alternate, compare, cost, type Measurement } from './measurement.ts';

// Choosing a daily minute: for somebody with forty policies, purely; and with everything that is read
// for it, for somebody of the demonstration. The yardstick hashes a page of text as often as there
// are questions: what any choice by chance of a day and a person costs.

const policies = 40;
const rounds = 15;
const day = 86_400_000;

export async function measureMinute(company: Company): Promise<Measurement[]> {
	const { catalogue } = company;
	const db = await openDatabase(`file:${copyOf(company, 'minute')}`);
	try {
		const history = await readPolicies(db.read);
		const at = Date.now();
		const [person] = await readPeople(db.read, undefined);
		if (!person) throw new Error('The demonstration has nobody in it.');
		const around = { person, catalogue, history, at };
		const learned = manyPolicies(catalogue.practiceByPolicy);
		const choose = () => {
			const { timeZone } = person;
			const terms = { parameters: defaultParameters, retention: 0.9, seconds: 120 };
			chooseMinute({
				...{ personId: person.id, day: serviceDay(at, timeZone), timeZone, at, history },
				...{ cards: cardsOf(learned, at), policies: learned, askedAt: new Map(), ...terms },
			});
		};
		const read = async () => {
			await foldPerson(db, person.id, around);
			const overview = await readOverview(db.read, catalogue, person, at);
			await readMinute(db.read, around, overview, new Set());
		};
		const bare = () => timed(async () => void yardstick(policies * 8));
		const [pure, whole] = [() => timed(async () => choose()), () => timed(read)];
		await pure();
		await whole();
		return [
			cost('minute-chosen-40-policies', 'ms', compare(await alternate(rounds, pure, bare), same)),
			cost('minute-with-its-reads', 'ms', compare(await alternate(rounds, whole, bare), same)),
		];
	} finally {
		await db.close();
	}
}

const same = (milliseconds: number) => milliseconds;

async function timed(work: () => Promise<void>): Promise<number> {
	const began = performance.now();
	await work();
	return performance.now() - began;
}

/** Policies with eight questions and more each, as an organisation would have forty of them. */
function manyPolicies(byPolicy: ReadonlyMap<string, readonly Question[]>): Learned[] {
	const sets = [...byPolicy.values()];
	return Array.from({ length: policies }, (_, number) => {
		const policyId = `policy-${number}`;
		const questions = (sets[number % sets.length] ?? []).map((question) => ({
			...question,
			policyId,
			id: `${question.id}-${number}`,
		}));
		return { policyId, questions, weight: 1 + (number % 3) };
	});
}

function cardsOf(learned: readonly Learned[], at: number) {
	const formats: readonly Format[] = ['recognition', 'recall'];
	return learned.flatMap(({ policyId }, number) =>
		formats.map((format) => ({
			...{ employeeId: 'she', policyId, format, policyVersion: 1, questionId: '' },
			...{ stability: 3 + (number % 20), difficulty: 5, reviewedAt: at - (number % 30) * day },
			...{ dueAt: at, reviews: 3, lapses: 0 },
		})),
	);
}

function yardstick(times: number): number {
	let length = 0;
	for (let number = 0; number < times; number += 1) length += sha256(`${number} ${page}`).length;
	return length;
}

const page = 'A question, as it would stand on a page. '.repeat(100);
