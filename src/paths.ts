/** Every address of the product. Nothing else spells a URL. */
export const paths = {
	today: '/',
	signIn: '/sign-in',
	standard: '/standard',
	policyInStandard: (id: string) => `/standard#${id}`,
	standardPolicy: (id: string) => `/standard/${id}`,
	standardHow: (id: string, channel: string) => `/standard/${id}#how-${channel}`,
	touchpoint: (id: string) => `/standard/touchpoints/${id}`,
	tellUs: (policyId: string) => `/tell-us?policy=${policyId}`,
	tellUsOfLesson: (lessonId: string) => `/tell-us?lesson=${lessonId}`,
	lessons: '/lessons',
	lesson: (id: string) => `/lessons/${id}`,
	lessonAttempt: (id: string, attempt: string) => `/lessons/${id}?attempt=${attempt}#now`,
	lessonAgain: (id: string) => `/lessons/${id}?again=1#now`,
	change: (policyId: string) => `/changes/${policyId}`,
	changeAttempt: (policyId: string, attempt: string) =>
		`/changes/${policyId}?attempt=${attempt}#now`,
	me: '/me',
	myRecord: '/me/record.csv',
	myRemarks: '/me/remarks',
	team: '/team',
	teamPerson: (id: string) => `/team/${id}`,
	notifications: '/notifications',
	unsubscribe: '/unsubscribe',
	unsubscribeWith: (token: string) => `/unsubscribe?token=${token}`,
	sign: (policyId: string) => `/sign/${policyId}`,
	assignments: '/assignments',
	newAssignment: '/assignments/new',
	assignment: (id: string) => `/assignments/${id}`,
	policies: '/policies',
	remarks: '/policies/remarks',
	remarksOn: (policyId: string) => `/policies/remarks?policy=${policyId}`,
	remarksAnswered: (count: number, policyId: string) =>
		`/policies/remarks?answered=${count}&policy=${encodeURIComponent(policyId)}`,
	policyMap: '/policies/map',
	mapCell: (touchpointId: string, channel: string) =>
		`/policies/map?touchpoint=${touchpointId}&channel=${channel}#cell`,
	policy: (id: string) => `/policies/${id}`,
	policyDraft: (id: string) => `/policies/${id}/draft`,
	policyPreview: (id: string) => `/policies/${id}/preview`,
	policyWriting: (id: string) => `/policies/${id}/writing`,
	policyReview: (id: string) => `/policies/${id}/review`,
	policyText: (id: string, language: string, version?: number) =>
		`/policies/${id}/texts/${language}${version === undefined ? '' : `?version=${version}`}`,
	policyTextPublished: (id: string, language: string, version: number) =>
		`/policies/${id}/texts/${language}?version=${version}&published=1`,
	newPolicy: '/policies/new',
	policyBegun: (id: string) => `/policies/${id}/new`,
	newPackage: '/policies/packages/new',
	package: (id: string) => `/policies/packages/${id}`,
	agreement: (id: string) => `/agreements/${id}`,
	settings: '/settings',
	policyVersion: (id: string, number: number) => `/policies/${id}/v/${number}`,
} as const;

/** A path to go back to after sign-in: only one of ours, never another site's. */
export function ownPath(path: string | null | undefined): string {
	return path && /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : paths.today;
}
