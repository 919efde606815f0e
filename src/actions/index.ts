import { answers } from './answers.ts';
import { assignments } from './assignments.ts';
import { consent } from './consent.ts';
import { newPolicies } from './new-policies.ts';
import { notifications } from './notifications.ts';
import { packages } from './packages.ts';
import { policies } from './policies.ts';
import { remarks } from './remarks.ts';
import { roster } from './roster.ts';
import { session } from './session.ts';
import { settings } from './settings.ts';
import { signatures } from './signatures.ts';
import { team } from './team.ts';
import { texts } from './texts.ts';
import { versions } from './versions.ts';

export const server = {
	...{ ...session, ...answers, ...signatures, ...team, ...settings, ...notifications, ...remarks },
	...{
		...policies,
		...newPolicies,
		...packages,
		...consent,
		...versions,
		...texts,
		...assignments,
		...roster,
	},
};
