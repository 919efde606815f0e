import { approvalOf, type Consent, type FunctionStanding, functionsConcerned } from './consent.ts';
import type { Ground, Intent, Refusal } from './refusal.ts';

/** Agreement and approval that the organisation wants and the draft has not. */
export function missingConsent(intent: Intent, ground: Ground): Refusal[] {
	const { agreementNeeded, approvalNeeded } = ground.consent;
	return [
		...(agreementNeeded ? functionsConcerned(intent, ground).flatMap(missingAgreement) : []),
		...(approvalNeeded ? missingApproval(intent, ground.consent) : []),
	];
}

function missingAgreement({
	concerned,
	kind,
	agreement,
	agreedBefore,
}: FunctionStanding): Refusal[] {
	const place = `Agreement of ${concerned.name}`;
	if (kind === 'agreed') return [];
	if (kind === 'objected') {
		const message = `${agreement?.name} does not agree: “${agreement?.comment}” Change the draft and ask again.`;
		return [{ place, message }];
	}
	if (kind === 'asked') {
		const message = `${agreement?.name} has been asked and has not answered yet.`;
		return [{ place, message }];
	}
	if (kind === 'no owner') {
		const message = 'Nobody answers for it yet. An administrator chooses its owner under Settings.';
		return [{ place, message }];
	}
	const since = agreedBefore && `The draft was changed after ${agreedBefore} agreed. `;
	return [{ place, message: `${since ?? ''}Ask ${concerned.ownerName} to agree.` }];
}

function missingApproval(intent: Intent, { approvals: all }: Consent): Refusal[] {
	const place = 'Approval';
	const { approved, sentBack, waiting, before } = approvalOf(intent, all);
	if (sentBack) {
		const message = `${sentBack.name} sent it back: “${sentBack.comment}” Change the draft and ask again.`;
		return [{ place, message }];
	}
	if (approved) return [];
	if (waiting)
		return [{ place, message: `${waiting.name} has been asked and has not answered yet.` }];
	const since = before ? `The draft was changed after ${before.name} approved it. ` : '';
	return [{ place, message: `${since}Another leader has to approve it. Ask one.` }];
}
