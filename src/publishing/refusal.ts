import type { Assignment } from '#assignments/assigned.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import type { Place } from '#people/places.ts';
import type { PolicyBody } from '#policies/body.ts';
import type { Versions } from '#policies/facts.ts';
import type { Typed } from '#policies/typed.ts';
import type { PolicyVersion } from '#policies/versions.ts';
import type { Consent } from './consent.ts';

/** Why a draft may not be published: where it hurts and what to do. */
export type Refusal = { readonly place: string; readonly message: string };

export type Intent = {
	readonly policyId: string;
	readonly body: PolicyBody;
	readonly baseNumber: number;
	/** As it was typed: fields that have to be mended stand in no body. */
	readonly typed?: Typed | null | undefined;
	readonly change: 'material' | 'editorial';
	readonly revision: number;
	readonly savedBy: string;
	readonly savers: readonly string[] | null;
};

/** The same, where several policies are judged together. */
export type PolicyRefusal = Refusal & { readonly policyId: string; readonly title: string };

export type Ground = {
	readonly catalogue: Catalogue;
	readonly assignments: readonly Assignment[];
	/** What is in force; of the policy itself, the newest version. */
	readonly versions: Versions;
	/** The same with every draft that is published together with this one. */
	readonly together?: Versions;
	readonly consent: Consent;
	/** The open package that the draft is in, where it is not that package that is published. */
	readonly elsewhere?: { readonly id: string; readonly title: string } | undefined;
	readonly newest: PolicyVersion;
	/** Where people work: facts may be others there. */
	readonly places: readonly Place[];
	/** The newest version was planned for a day that has yet to come. */
	readonly planned: boolean;
};
