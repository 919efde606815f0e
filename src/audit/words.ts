/** What was done, in words. An action without a row here says its own name: `slip.made`, "Slip made". */
const deeds: Readonly<Record<string, string>> = {
	'organisation.founded': 'Began with Touchstone',
	'employee.enrolled': 'Enrolled somebody',
	'employee.changed': 'Changed a person’s record',
	'employee.left': 'Noted that somebody left',
	'employee.returned': 'Noted that somebody is back',
	'employee.anonymised': 'Made a record nobody’s, by law',
	'person.viewed': 'Looked at a person’s page',
	'person.exported': 'Took a copy of everything about somebody',
	'person.nudged': 'Sent a friendly word',
	'person.exempted': 'Exempted somebody',
	'exemption.ended': 'Ended an exemption',
	'session.began': 'Signed in',
	'pin.set': 'Set a PIN',
	'site.added': 'Added a site',
	'vendor.added': 'Added a vendor',
	'team.added': 'Added a team',
	'setting.changed': 'Changed a setting',
	'function.owner chosen': 'Chose who answers for a function',
	'lesson.completed': 'Finished a lesson',
	'update.completed': 'Took in a change',
	'policy.signed': 'Signed a policy',
	'policy.begun': 'Began a policy',
	'policy.adopted': 'Took over a policy from the content',
	'policy.published': 'Published a policy',
	'version.withdrawn': 'Withdrew a version',
	'text.published': 'Published a translation',
	'text.adopted': 'Took over a translation from the content',
	'fact.renamed': 'Renamed a fact',
	'draft.discarded': 'Threw a draft away',
	'draft.taken back': 'Took a draft back',
	'agreement.asked': 'Asked for an agreement',
	'agreement.agreed': 'Agreed to a draft',
	'agreement.objected': 'Objected to a draft',
	'approval.asked': 'Asked for an approval',
	'approval.given': 'Approved a draft',
	'approval.refused': 'Refused a draft',
	'package.begun': 'Began a package',
	'package.policy added': 'Put a policy into a package',
	'package.policy taken out': 'Took a policy out of a package',
	'package.published': 'Published a package',
	'package.discarded': 'Gave a package up',
	'package.taken back': 'Took a package back',
	'assignment.adopted': 'Took over an assignment from the content',
	'assignment.begun': 'Assigned lessons',
	'assignment.changed': 'Changed an assignment',
	'assignment.ended': 'Ended an assignment',
	'assignment.taken back': 'Took an assignment back',
	'lesson.rewritten': 'Noted that a lesson was rewritten',
	'remark.received': 'Told us something',
	'remark.answered': 'Answered a remark',
	'messages.tried-again': 'Sent messages again',
	'mail.resumed': 'Asked for mail again',
	'mail.stopped': 'Stopped mail',
	'webhook.added': 'Added a webhook',
	'webhook.removed': 'Removed a webhook',
	'audit.exported': 'Exported the record of everything done',
	'audit.verified': 'Checked the record of everything done',
};

const kinds: Readonly<Record<string, string>> = {
	employee: 'person',
	audit: 'this record',
};

/** "Published a policy". */
export function deedInWords(action: string): string {
	const known = Object.hasOwn(deeds, action) ? deeds[action] : undefined;
	return known ?? capital(action.replace(/[._-]+/g, ' ').trim());
}

/** "person", "kiosk". */
export function kindInWords(objectType: string): string {
	const known = Object.hasOwn(kinds, objectType) ? kinds[objectType] : undefined;
	return known ?? objectType.replace(/[._-]+/g, ' ').trim();
}

/** How much a search found; beyond a number nobody counts on. */
export function foundInWords(count: number, most: number): string {
	if (count === 0) return 'Nothing like this was done.';
	if (count === 1) return 'One thing was done.';
	const number = (n: number) => n.toLocaleString('en-GB');
	return `${count > most ? `More than ${number(most)}` : number(count)} things were done.`;
}

function capital(words: string): string {
	return words.charAt(0).toUpperCase() + words.slice(1);
}
