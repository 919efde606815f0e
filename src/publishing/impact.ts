import type { Alike } from '#completions/alike.ts';
import { type Division, placesOf } from '#completions/places.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import type { PolicyBody } from '#policies/body.ts';
import { withVersion } from '#policies/facts.ts';
import { comesDue, type ComesDue } from './comes-due.ts';
import type { Ground, Refusal } from './refusal.ts';
import { touchedContent, touchedPolicies } from './touched-content.ts';
import { unsoundQuestions } from './unsound-questions.ts';
import { unsoundRecalls } from './unsound-recalls.ts';

/** What a draft would touch, and whom. */
export type Impact = {
	readonly lessons: readonly {
		readonly id: string;
		readonly title: string;
		/** What it says with a fact of this policy in it, as it will read. */
		readonly sentences: readonly string[];
	}[];
	readonly questions: readonly {
		readonly id: string;
		readonly lesson: string;
		readonly stem: string;
	}[];
	/** Other policies whose texts name a fact of this one, as they will read. */
	readonly policies: readonly { readonly title: string; readonly sentence: string }[];
	/** Answers that would change sides, with file and line. */
	readonly unsound: readonly Refusal[];
	readonly concerned: number;
	/** Who knows the policy now and would be asked about the change, if it is material. */
	readonly askedAgain: number;
	/** A person in several channels counts in each of them. */
	readonly groups: Readonly<Record<Counted, readonly ImpactGroup[]>>;
	readonly minutes: Minutes;
	readonly due: ComesDue;
};

type Counted = Exclude<Division, 'team'>;

export type ImpactGroup = {
	readonly name: string;
	readonly people: number;
	readonly askedAgain: number;
};

/** What it costs all of them together. */
export type Minutes = {
	/** A minute for each who is asked about the change. */
	readonly change: number;
	/** The lessons of those who have never learned the policy. */
	readonly lessons: number;
};

export function impactOf(
	intent: { readonly policyId: string; readonly body: PolicyBody },
	around: Pick<Ground, 'catalogue' | 'versions' | 'newest' | 'assignments' | 'places'> & {
		/** Everybody, counted by those who are alike; see #completions/alike.ts. */
		readonly people: readonly Alike[];
		/** The organisation's days after a material change. */
		readonly materialDueDays: number;
		readonly at: number;
	},
): Impact {
	const { policyId, body } = intent;
	const { catalogue, newest } = around;
	const versions = withVersion(around.versions, { ...newest, body });
	const concerned = around.people.filter(isConcerned);
	const askedAgain = count(concerned.filter(isAskedAgain));
	const by = (division: Counted) => groupPeople(concerned, division, catalogue);
	return {
		...touchedContent(policyId, catalogue, versions),
		policies: touchedPolicies(policyId, versions),
		unsound: [
			...unsoundQuestions(intent, around, versions),
			...unsoundRecalls(intent, around, versions),
		],
		concerned: count(concerned),
		askedAgain,
		groups: { site: by('site'), channel: by('channel'), vendor: by('vendor') },
		minutes: { change: askedAgain, lessons: lessonMinutes(concerned) },
		due: comesDue(concerned, { ...around, policyId }),
	};
}

function isConcerned({ policy }: Alike): boolean {
	return !policy.exemption && policy.standing.state !== 'not due';
}

function isAskedAgain({ policy }: Alike): boolean {
	return policy.knownVersion !== undefined;
}

function groupPeople(
	concerned: readonly Alike[],
	division: Counted,
	catalogue: Catalogue,
): ImpactGroup[] {
	const groups = new Map<string, ImpactGroup>();
	for (const alike of concerned) {
		for (const { key, name } of placesOf(alike.person, division, catalogue)) {
			const group = groups.get(key);
			groups.set(key, {
				name,
				people: (group?.people ?? 0) + alike.people,
				askedAgain: (group?.askedAgain ?? 0) + (isAskedAgain(alike) ? alike.people : 0),
			});
		}
	}
	return [...groups.values()].sort((a, b) => b.people - a.people || (a.name < b.name ? -1 : 1));
}

function lessonMinutes(concerned: readonly Alike[]): number {
	return concerned
		.filter((alike) => !isAskedAgain(alike))
		.reduce((total, { lessons, people }) => {
			const mine = lessons.filter(({ assigned }) => assigned);
			return total + people * mine.reduce((sum, { lesson }) => sum + lesson.minutes, 0);
		}, 0);
}

function count(some: readonly Alike[]): number {
	return some.reduce((total, { people }) => total + people, 0);
}
