import { answers } from './answers.ts';
import { assignments } from './assignments.ts';
import { policies } from './policies.ts';
import { session } from './session.ts';
import { signatures } from './signatures.ts';
import { team } from './team.ts';
import { versions } from './versions.ts';

export const server = {
	...session,
	...answers,
	...team,
	...policies,
	...versions,
	...assignments,
	...signatures,
};
