/** Every address of the product. Nothing else spells a URL. */
export const paths = {
	today: '/',
	signIn: '/sign-in',
	standard: '/standard',
	policyInStandard: (id: string) => `/standard#${id}`,
	standardPolicy: (id: string) => `/standard/${id}`,
	lessons: '/lessons',
	lesson: (id: string) => `/lessons/${id}`,
	lessonAttempt: (id: string, attempt: string) => `/lessons/${id}?attempt=${attempt}#now`,
	lessonAgain: (id: string) => `/lessons/${id}?again=1#now`,
	change: (policyId: string) => `/changes/${policyId}`,
	changeAttempt: (policyId: string, attempt: string) =>
		`/changes/${policyId}?attempt=${attempt}#now`,
	me: '/me',
	myRecord: '/me/record.csv',
	team: '/team',
	teamPerson: (id: string) => `/team/${id}`,
	sign: (policyId: string) => `/sign/${policyId}`,
	assignments: '/assignments',
	newAssignment: '/assignments/new',
	assignment: (id: string) => `/assignments/${id}`,
	policies: '/policies',
	policy: (id: string) => `/policies/${id}`,
	policyDraft: (id: string) => `/policies/${id}/draft`,
	policyReview: (id: string) => `/policies/${id}/review`,
	policyVersion: (id: string, number: number) => `/policies/${id}/v/${number}`,
} as const;

/** A path to go back to after sign-in: only one of ours, never another site's. */
export function ownPath(path: string | null | undefined): string {
	return path && /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : paths.today;
}
