import type { Person } from '#people/person.ts';
import type { News } from './announce.ts';

// What the rooms above know of the news, handed in by the door: this room is below them all.

type Published = Extract<News, { kind: 'policy.published' }>['versions'];

/** What is to be told of a publication at a moment. */
export type Publication =
	| { readonly state: 'planned'; readonly until: number }
	| {
			readonly state: 'in force';
			/** The policies that changed materially, in the order of the publication. */
			readonly policyIds: readonly string[];
			readonly effectiveAt: number;
	  }
	/** It was withdrawn, or only its wording was smoothed: nobody is bothered. */
	| { readonly state: 'nothing' };

/** Whether a policy asks something of a person: she has yet to learn it, or what changed in it. */
export type Asked = (person: Person, policyId: string) => boolean;

/** Whole addresses of what a person is asked and has not answered; none once it is decided or has changed. */
export type OpenAsks = (
	person: Pick<Person, 'id'>,
	kind: 'agreement.asked' | 'approval.asked',
	policyId: string,
) => readonly string[];

/** The whole address where somebody answers a pulse; undefined once she has, or it is over. */
export type PulsePage = (person: Pick<Person, 'id'>, pulseId: string) => string | undefined;

export type Newsroom = {
	publication(versions: Published, at: number): Promise<Publication>;
	asked(people: readonly Person[], at: number): Promise<Asked>;
	openAsks(people: readonly Person[]): Promise<OpenAsks>;
	pulsePages(people: readonly Pick<Person, 'id'>[], at: number): Promise<PulsePage>;
	/** The titles of policies as somebody reads them; undefined for a policy that is not there. */
	titles(at: number): Promise<(policyId: string, reader?: Person) => string | undefined>;
	/** Whole addresses, for those who are elsewhere. */
	readonly links: Links;
	/** From 0 to 1: no two that wait for the same server knock at the same moment. */
	random(): number;
};

export type Links = {
	readonly today: string;
	readonly me: string;
	readonly remarks: string;
	readonly myRemarks: string;
	readonly myAnswers: string;
	change(policyId: string): string;
	policy(policyId: string): string;
	review(policyId: string): string;
	standard(policyId: string): string;
	unsubscribe(token: string): string;
};
