import { assignmentChanges, exemptions } from '#db/schema/assignments.ts';
import { directories, directoryTokens } from '#db/schema/directories.ts';
import { badges, kioskCodes, kiosks } from '#db/schema/kiosks.ts';
import { plannedMoves } from '#db/schema/moves.ts';
import { nudges, webhooks } from '#db/schema/notifications.ts';
import { settings } from '#db/schema/organisation.ts';
import { deputies, placements } from '#db/schema/placements.ts';
import {
	factRenames,
	policyDrafts,
	policyVersions,
	policyWithdrawals,
} from '#db/schema/policies.ts';
import { policyTexts } from '#db/schema/policy-texts.ts';
import { auditChecks, lawRuns } from '#db/schema/privacy.ts';
import { agreements, approvals, functions, packages } from '#db/schema/publishing.ts';
import { rosterHeadings, rosterImports } from '#db/schema/roster.ts';
import { slips } from '#db/schema/slips.ts';
import { walkAnswers } from '#db/schema/walks.ts';
import { teamClosings } from '#db/schema/person-views.ts';
import { huddlesHeld, huddleTopics } from '#db/schema/huddles.ts';
import { pulseReadings, pulses } from '#db/schema/pulses.ts';
import { recallReviews, recallWordings } from '#db/schema/recalls.ts';
import { remarkAnswers } from '#db/schema/remarks.ts';
import { deed, emptied, type KeptRow } from './kept-row.ts';

/** What somebody decided for the company: it stays, done by an id that is nobody's in the end. */
export const deedsInOffice: readonly KeptRow[] = [
	deed(deputies, deputies.namedBy, 'Deputies named'),
	deed(policyVersions, policyVersions.publishedBy, 'Versions published'),
	deed(policyTexts, policyTexts.writtenBy, 'Translations published'),
	deed(policyDrafts, policyDrafts.savedBy, 'Drafts saved'),
	deed(policyWithdrawals, policyWithdrawals.withdrawnBy, 'Versions withdrew'),
	deed(factRenames, factRenames.by, 'Facts renamed'),
	deed(packages, packages.createdBy, 'Packages began'),
	emptied(functions, functions.ownerId, {
		...{ kind: 'access', of: 'a deed of hers', title: 'Functions answered for' },
		...{ then: 'Nobody answers for it, until somebody is chosen.', set: { ownerId: null } },
	}),
	deed(agreements, agreements.askedOf, 'Agreements asked for, answered'),
	deed(agreements, agreements.askedBy, 'Agreements asked for'),
	deed(approvals, approvals.askedOf, 'Approvals asked for, answered'),
	deed(approvals, approvals.askedBy, 'Approvals asked for'),
	deed(assignmentChanges, assignmentChanges.by, 'Assignments changed'),
	deed(settings, settings.setBy, 'Settings changed'),
	deed(webhooks, webhooks.createdBy, 'Webhooks added'),
	deed(exemptions, exemptions.grantedBy, 'Exemptions granted'),
	deed(nudges, nudges.sentBy, 'Nudges sent'),
	deed(remarkAnswers, remarkAnswers.by, 'Remarks answered'),
	deed(placements, placements.by, 'Moves made'),
	deed(plannedMoves, plannedMoves.plannedBy, 'Moves planned for others'),
	deed(plannedMoves, plannedMoves.closedBy, 'Planned moves taken back'),
	deed(teamClosings, teamClosings.closedBy, 'Teams closed'),
	deed(rosterImports, rosterImports.by, 'Rosters read'),
	deed(rosterImports, rosterImports.appliedBy, 'Rosters applied'),
	deed(rosterHeadings, rosterHeadings.setBy, 'Headings of rosters explained'),
	deed(directories, directories.createdBy, 'Directories connected'),
	deed(directoryTokens, directoryTokens.createdBy, 'Tokens of directories made'),
	deed(kiosks, kiosks.enrolledBy, 'Shared tablets put up'),
	deed(kiosks, kiosks.cutOffBy, 'Shared tablets cut off'),
	deed(kioskCodes, kioskCodes.madeBy, 'Codes for shared tablets'),
	deed(badges, badges.givenBy, 'Badges given'),
	deed(badges, badges.revokedBy, 'Badges taken away'),
	deed(slips, slips.madeBy, 'Slips made'),
	deed(recallReviews, recallReviews.decidedBy, 'Answers read'),
	deed(recallWordings, recallWordings.proposedBy, 'Wordings proposed'),
	deed(recallWordings, recallWordings.decidedBy, 'Wordings decided on'),
	deed(huddleTopics, huddleTopics.putBy, 'Put on line-up cards'),
	deed(huddlesHeld, huddlesHeld.heldBy, 'Line-ups held'),
	deed(pulses, pulses.askedBy, 'Questions put to everybody'),
	deed(pulses, pulses.endedBy, 'Questions ended early'),
	deed(pulseReadings, pulseReadings.readerId, 'Answers marked'),
	deed(walkAnswers, walkAnswers.askedBy, 'Asked on the floor'),
	deed(lawRuns, lawRuns.by, 'Runs started'),
	deed(auditChecks, auditChecks.by, 'Checks of the record started'),
];
