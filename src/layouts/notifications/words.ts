import type { MessageLine } from '#notifications/overview.ts';

/** What a message was about, for whoever looks after the sending. */
const about: Readonly<Record<MessageLine['kind'], string>> = {
	'policy.published': 'a changed policy',
	nudge: 'a nudge',
	'agreement.asked': 'a draft to agree to',
	'approval.asked': 'a draft to approve',
	'approval.given': 'an approved draft',
	'approval.refused': 'a draft that came back',
	'pulse.asked': 'a question that somebody was drawn for',
	'remark.received': 'something said about the standard',
	'remark.answered': 'an answer',
	'answer.read': 'an answer that somebody read',
};

/** “Mail to Tomas Lund about a changed policy”, “Mail to 62 people about a changed policy” */
export function messageInWords({ channel, to, people, webhook, kind }: MessageLine): string {
	const reader = people > 1 ? `${people} people` : (to ?? 'nobody');
	const whom = channel === 'email' ? `Mail to ${reader}` : `Message in ${webhook ?? ''}`;
	return `${whom} about ${about[kind]}`;
}
