/** Everybody is an employee; a person may have several of the others. */
export const roles = ['manager', 'leader', 'administrator'] as const;
export type Role = (typeof roles)[number];

export function isRole(name: string): name is Role {
	return roles.some((role) => role === name);
}

/** Who may do what. A row is a right; the page or action that needs it names it. */
const rights = {
	'see team': ['manager'],
	'nudge and exempt': ['manager'],
	'see policies': ['leader'],
	'write policies': ['leader'],
	'publish policies': ['leader'],
	'see notifications': ['administrator'],
	'answer remarks': ['leader'],
	'change settings': ['administrator'],
	'assign lessons': ['leader'],
	'see people': ['administrator'],
	'change people': ['administrator'],
	'import people': ['administrator'],
	'connect directories': ['administrator'],
	'change the organisation': ['administrator'],
	'name a deputy': ['manager'],
	'let people in': ['manager', 'administrator'],
	'enrol kiosks': ['manager', 'administrator'],
	'read answers': ['manager', 'leader'],
	'take up wordings': ['leader'],
	'ask everybody': ['leader'],
	'mark answers': ['leader', 'administrator'],
	'plan huddles': ['leader'],
	'see audit': ['administrator'],
	'keep the law': ['administrator'],
} as const satisfies Record<string, readonly Role[]>;

export type Right = keyof typeof rights;

export function may(held: readonly Role[], right: Right): boolean {
	return rights[right].some((role) => held.includes(role));
}

/** The whole table, for those who read it: a line a right, the roles that have it. */
export function rightsTable(): { readonly right: string; readonly held: readonly Role[] }[] {
	return Object.entries<readonly Role[]>(rights)
		.map(([right, held]) => ({ right, held }))
		.toSorted((a, b) => a.right.localeCompare(b.right));
}
