import type { Content } from './content.ts';
import { unknownChannel, unknownLesson } from './unknown.ts';

/** A track names lessons and channels that there are. */
export function* checkTracks({ catalogue, isChannel, isLesson, linesOf }: Content) {
	for (const { file, lessons, audience } of catalogue.tracks) {
		for (const [place, id] of lessons.entries()) {
			if (isLesson(id)) continue;
			yield { file, line: linesOf(file).lineOf(['lessons', place]), message: unknownLesson(id) };
		}
		for (const [place, id] of (audience.channels ?? []).entries()) {
			if (isChannel(id)) continue;
			const line = linesOf(file).lineOf(['audience', 'channels', place]);
			yield { file, line, message: unknownChannel(id) };
		}
	}
}

/** Whoever has to take a lesson reads in its policies what her own channel does. */
export function* checkChannelsServed({ catalogue, isChannel, linesOf, policyById }: Content) {
	const said = new Set<string>();
	for (const { title, lessons, audience } of catalogue.tracks) {
		const taught = lessons.flatMap((id) => catalogue.lessonById.get(id)?.policies ?? []);
		const channels = audience.channels?.filter(isChannel) ?? catalogue.channels.map(({ id }) => id);
		for (const policy of taught.flatMap((id) => policyById.get(id) ?? [])) {
			for (const channel of channels) {
				const missing = `${policy.id} ${channel}`;
				if (policy.body.how[channel] !== undefined || said.has(missing)) continue;
				said.add(missing);
				const line = linesOf(policy.file).lineOf(['how']);
				const message = `The policy ${policy.id} does not say what people in ${channel} do, and the track “${title}” is for them. Add a line for ${channel} under how.`;
				yield { file: policy.file, line, message };
			}
		}
	}
}
