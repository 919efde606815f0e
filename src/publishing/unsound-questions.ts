import { conditionInWords } from '#lib/condition.ts';
import { fillTemplate } from '#lib/template.ts';
import { placeName } from '#people/places.ts';
import { placesIn } from '#policies/fact.ts';
import { type Facts, factsOf, showFact, type Versions } from '#policies/facts.ts';
import { atPlace } from '#policies/place.ts';
import type { Question } from '#quiz/question.ts';
import { brokenHolds, wrongMadeRight } from '#quiz/soundness.ts';
import type { Ground, Intent, Refusal } from './refusal.ts';

/** Right answers that would become wrong, and wrong ones that would become right, wherever people work. */
export function unsoundQuestions(
	intent: Pick<Intent, 'policyId'>,
	ground: Pick<Ground, 'catalogue' | 'versions' | 'places'>,
	after: Versions,
): Refusal[] {
	const everywhere = unsoundAt(intent, ground, {
		before: factsOf(ground.versions),
		after: factsOf(after),
	});
	const known = new Set(everywhere.map(({ place, message }) => `${place} ${message}`));
	const elsewhere = wheres(ground, after).flatMap(({ name, where }) =>
		unsoundAt(intent, ground, {
			before: factsOf(atPlace(ground.versions, where)),
			after: factsOf(atPlace(after, where)),
		})
			.filter(({ place, message }) => !known.has(`${place} ${message}`))
			.map(({ place, message }) => ({ place, message: `For ${name}: ${message}` })),
	);
	return [...everywhere, ...elsewhere];
}

/** The places where some fact is another one than elsewhere, each as its people read. */
function wheres({ places }: Pick<Ground, 'places'>, after: Versions) {
	const keys = new Set([...after.values()].flatMap(({ body }) => placesIn(body.facts)));
	return [...keys].map((key) => {
		const [kind, id = ''] = key.split(':');
		const unknown = kind === 'site' ? { siteId: id, market: null } : { siteId: '', market: id };
		return {
			name: placeName(places, key),
			where: places.find((place) => place.key === key) ?? unknown,
		};
	});
}

function unsoundAt(
	{ policyId }: Pick<Intent, 'policyId'>,
	{ catalogue }: Pick<Ground, 'catalogue'>,
	{ before, after }: { before: Facts; after: Facts },
): Refusal[] {
	return catalogue.everything.flatMap((lesson) =>
		lesson.questions.flatMap((question): Refusal[] => {
			if (!concerns(question, policyId, lesson.uses)) return [];
			const show = (name: string) => showFact(after, name, lesson.language);
			const shown = (name: string) => showFact(before, name, lesson.language);
			const known = new Set(wrongMadeRight(question, before, shown));
			const broken = brokenHolds(question, after).map((condition) => ({
				place: `content/${lesson.file}:${question.line}`,
				message: `The right answer to “${plainStem(question, show)}” is right only while ${conditionInWords(condition)}. Rewrite the question first.`,
			}));
			const nowRight = wrongMadeRight(question, after, show)
				.filter((option) => !known.has(option))
				.map((option) => ({
					place: `content/${lesson.file}:${option.line}`,
					message: `The wrong answer “${fillTemplate(option.wording.text, show)}” would become right. Change that answer first.`,
				}));
			return [...broken, ...nowRight];
		}),
	);
}

function concerns(
	question: Question,
	policyId: string,
	uses: readonly { readonly tag: string; readonly of: string }[],
): boolean {
	if (question.policyId === policyId) return true;
	const prefix = `${policyId}.`;
	return (
		question.holds.some(({ of }) => of.startsWith(prefix)) ||
		uses.some(({ of }) => of.startsWith(prefix))
	);
}

function plainStem(question: Question, show: (name: string) => string): string {
	return fillTemplate(question.stem.text, show);
}
