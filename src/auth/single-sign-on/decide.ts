/** Somebody of the roster, as far as this needs to know her. */
type Employee = { readonly id: string; readonly leftAt: number | null };

export type Known = {
	/** Whose account it is, if it has been here before. */
	readonly linked: Employee | undefined;
	/** Whom the claim names: nobody of the roster is undefined. */
	readonly named: (Employee & { readonly hasAccount: boolean }) | undefined;
	/** Whether newcomers are let in: the claim names somebody whom nobody knows yet. */
	readonly enrols: boolean;
};

/** Why an account that the provider vouches for gets in nowhere all the same. */
export type Refusal = 'unknown' | 'left' | 'swapped' | 'second account';

export type Decision =
	| { readonly kind: 'in' | 'link'; readonly employeeId: string }
	| { readonly kind: 'enrol' }
	| { readonly kind: 'refused'; readonly why: Refusal };

/**
 * An account that was here before is who it was then, whatever it is called by now; where it names
 * somebody else now, one of the two is wrong, and a person has to look. One account a person: a
 * second one that gives the same number gets in only when an administrator has unlinked the first.
 */
export function decide({ linked, named, enrols }: Known): Decision {
	if (linked && named && linked.id !== named.id) return { kind: 'refused', why: 'swapped' };
	const who = linked ?? named;
	if (!who) return enrols ? { kind: 'enrol' } : { kind: 'refused', why: 'unknown' };
	if (who.leftAt !== null) return { kind: 'refused', why: 'left' };
	if (linked) return { kind: 'in', employeeId: linked.id };
	if (named?.hasAccount) return { kind: 'refused', why: 'second account' };
	return { kind: 'link', employeeId: who.id };
}
