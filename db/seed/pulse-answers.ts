import { and, eq } from 'drizzle-orm';
import type { Database } from '#db/connection.ts';
import { employees } from '#db/schema/people.ts';
import { pulsePeople, pulses } from '#db/schema/pulses.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { readPeople } from '#people/person.ts';
import { factsOf, showFact } from '#policies/facts.ts';
import { versionsFor } from '#policies/reading.ts';
import { readPolicies } from '#policies/versions.ts';
import { answerPulse } from '#pulse/answer-pulse.ts';
import type { IsMeasured } from '#pulse/to-read.ts';
import { createRandom, type Random } from './random.ts';
import { type Sentences, sentences } from './pulse-sentences.ts';

/** The vendor whose people leave one idea out: the story is about them. */
const lacking = 'swiftway';

/** So many of those who were drawn answer, and so many of them have it. */
const answering = 0.86;
const knowing = 0.74;
const givingUp = 0.04;

/** Most of those who were drawn for a pulse answer it, each in her own words, between the draw and `by`. */
export async function answerAsSeed(
	db: Database,
	catalogue: Catalogue,
	pulseId: string,
	{ by, isMeasured }: { readonly by: number; readonly isMeasured: IsMeasured },
): Promise<void> {
	const [pulse] = await db.read.select().from(pulses).where(eq(pulses.id, pulseId));
	const said = pulse && sentences[pulse.questionId];
	if (!said) return;
	const { drawnAt } = pulse;
	const random = createRandom(`${pulse.questionId} ${pulse.seed}`);
	const drawn = await db.read
		.select({ id: pulsePeople.employeeId, vendorId: pulsePeople.vendorId })
		.from(pulsePeople)
		.innerJoin(employees, eq(employees.id, pulsePeople.employeeId))
		.where(and(eq(pulsePeople.pulseId, pulseId), eq(pulsePeople.tookPart, false)))
		.orderBy(pulsePeople.employeeId);
	const people = new Map((await readPeople(db.read, undefined)).map((each) => [each.id, each]));
	const history = await readPolicies(db.read);
	await Promise.all(
		drawn.flatMap(({ id, vendorId }) => {
			const person = people.get(id);
			const [comes, words, at] = [
				random.happens(answering),
				pick(said, vendorId, random),
				random.next(),
			];
			if (!person || !comes) return [];
			const facts = factsOf(versionsFor(person, history, drawnAt));
			const filled = words?.replace('{window}', showFact(facts, `${pulse.policyId}.window`));
			const given = { pulseId, way: wayOf(person.channels[0], random), said: filled };
			const around = { person, catalogue, history, isMeasured, random: () => random.next() };
			const moment = Math.round(drawnAt + at * (by - drawnAt));
			return answerPulse(db, { ...around, at: moment }, given);
		}),
	);
}

/** Undefined: she says that she does not know. */
function pick(said: Sentences, vendorId: string | null, random: Random): string | undefined {
	const [kind, place] = [random.next(), random.next()];
	if (kind < givingUp) return undefined;
	const rest = (kind - givingUp) / (1 - givingUp);
	const from = sentencesFor(said, vendorId === lacking, rest);
	return from[Math.floor(place * from.length)];
}

function sentencesFor(said: Sentences, lacksOne: boolean, kind: number): readonly string[] {
	if (lacksOne) return kind < 0.75 ? said.lacks : said.knows;
	if (kind < knowing) return said.knows;
	return kind < knowing + 0.1 ? said.lacks : said.other;
}

/** Who works at a screen reads mail; on the floor there is a tablet. */
function wayOf(channel: string | undefined, random: Random): 'phone' | 'kiosk' | 'mail' {
	if (channel === 'behind-the-scenes' || channel === 'web')
		return random.happens(0.7) ? 'mail' : 'phone';
	if (channel === 'warehouse' || channel === 'store')
		return random.happens(0.6) ? 'kiosk' : 'phone';
	return 'phone';
}
