import { Agent, request } from 'node:http';
import type { GivenAnswer } from '#completions/given-answer.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import type { Person } from '#people/person.ts';
import { paths } from '#paths.ts';
import { answerAgainstInserts, countAnswers, inFlight, refuseLoss } from './answer-rounds.ts';
import { type Company, copyOf, signEverybodyIn, withDatabase } from './company.ts';
import { type Measurement, rate } from './measurement.ts';
import { serveCompany } from './servers.ts';
import { type Answer, planSittings } from './sittings.ts';

/** The same answers as forms, posted to the built server by people who are signed in. */
export async function measureAnswersByHttp(company: Company): Promise<Measurement[]> {
	const { catalogue } = company;
	const file = copyOf(company, 'answer-http');
	const readers = await signEverybodyIn(file);
	const cookies = new Map(readers.map(({ person, cookie }) => [person.id, cookie]));
	const people = readers.map(({ person }) => person);
	const sittings = await withDatabase(file, (db) => planSittings(db, catalogue, people));
	const before = await withDatabase(file, countAnswers);
	const server = await serveCompany(file);
	const answer: Answer = (person, given) =>
		post(server.origin, cookies.get(person.id) ?? '', formOf(catalogue, person, given));
	const { compared, given } = await withDatabase(copyOf(company, 'answer-http-bare'), (db) =>
		answerAgainstInserts(db, sittings, answer),
	);
	await server.stop();
	await withDatabase(file, (db) => refuseLoss(db, before + given));
	return [rate('answer-32-http', 'answers/s', compared)];
}

/** The fields of the question's form as a browser sends them. */
function formOf(catalogue: Catalogue, person: Person, given: GivenAnswer): URLSearchParams {
	const form = new URLSearchParams({
		kind: given.subject.kind,
		subject: given.subject.id,
		for: person.id,
		attempt: given.attemptId,
		shown: String(given.shownAt),
		question: given.questionId,
		round: String(given.round),
		step: String(given.step),
	});
	const order = catalogue.questionById.get(given.questionId)?.question.kind === 'order';
	for (const [rank, place] of given.places.entries()) {
		if (order) form.append(`place-${place}`, String(rank + 1));
		else form.append('choice', String(place));
	}
	return form;
}

const agent = new Agent({ keepAlive: true, maxSockets: inFlight });

/** Posts one answer; anything but the way to the next page fails the bench. */
function post(origin: string, cookie: string, form: URLSearchParams): Promise<void> {
	const url = `${origin}${paths.lesson(form.get('subject') ?? '')}?_action=answer`;
	const type = 'application/x-www-form-urlencoded';
	const headers = { cookie, origin, 'content-type': type };
	return new Promise((resolve, reject) => {
		const sent = request(url, { method: 'POST', headers, agent }, (response) => {
			const next = response.headers.location ?? '';
			response.resume();
			response.on('error', reject);
			response.on('end', () => {
				if (response.statusCode === 303 && next.includes('attempt=')) resolve();
				else reject(new Error(`An answer met ${response.statusCode} ${next}`));
			});
		});
		sent.on('error', reject);
		sent.end(form.toString());
	});
}
