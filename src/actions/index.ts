import { answers } from './answers.ts';
import { notifications } from './notifications.ts';
import { policies } from './policies.ts';
import { remarks } from './remarks.ts';
import { session } from './session.ts';
import { team } from './team.ts';
import { texts } from './texts.ts';
import { versions } from './versions.ts';

export const server = {
	...session,
	...answers,
	...team,
	...policies,
	...versions,
	...texts,
	...notifications,
	...remarks,
};
