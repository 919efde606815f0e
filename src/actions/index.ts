import { addProofs } from './add-proofs.ts';
import { access } from './access.ts';
import { answers } from './answers.ts';
import { afterResult } from './after-result.ts';
import { appeals } from './appeals.ts';
import { asked } from './asked.ts';
import { asking } from './asking.ts';
import { assignments } from './assignments.ts';
import { badges } from './badges.ts';
import { consent } from './consent.ts';
import { directories } from './directories.ts';
import { directoryGroups } from './directory-groups.ts';
import { huddles } from './huddles.ts';
import { kiosks } from './kiosks.ts';
import { deputies } from './deputies.ts';
import { marks } from './marks.ts';
import { moves } from './moves.ts';
import { newPolicies } from './new-policies.ts';
import { notifications } from './notifications.ts';
import { ownProofs } from './own-proofs.ts';
import { organisation } from './organisation.ts';
import { packages } from './packages.ts';
import { people } from './people.ts';
import { policies } from './policies.ts';
import { practice } from './practice.ts';
import { privacy } from './privacy.ts';
import { proofs } from './proofs.ts';
import { remarks } from './remarks.ts';
import { roster } from './roster.ts';
import { session } from './session.ts';
import { settings } from './settings.ts';
import { singleSignOn } from './single-sign-on.ts';
import { signatures } from './signatures.ts';
import { slips } from './slips.ts';
import { team } from './team.ts';
import { texts } from './texts.ts';
import { thisKiosk } from './this-kiosk.ts';
import { versions } from './versions.ts';
import { walk } from './walk.ts';
import { wordings } from './wordings.ts';

export const server = {
	...{ ...session, ...answers, ...signatures, ...team, ...settings, ...notifications, ...remarks },
	...{ ...badges, ...kiosks, ...thisKiosk },
	...{ ...huddles, ...walk },
	...{ ...directories, ...directoryGroups },
	...{
		...policies,
		...privacy,
		...newPolicies,
		...packages,
		...consent,
		...versions,
		...texts,
		...assignments,
		...proofs,
		...ownProofs,
		...addProofs,
		...people,
		...organisation,
		...singleSignOn,
		...slips,
		...access,
		...roster,
	},
	...{ ...moves, ...deputies, ...wordings, ...appeals, ...practice },
	...{ ...afterResult, ...asked, ...asking, ...marks },
};
