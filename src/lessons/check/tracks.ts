import { circleFrom, circleInWords, firstTwice, type Lists } from '#assignments/lesson-list.ts';
import type { Content } from './content.ts';
import { unknownChannel, unknownLesson, unknownTrack } from './unknown.ts';

/** A track names lessons, tracks and channels that there are, each once, and never leads back to itself. */
export function* checkTracks({ catalogue, isChannel, isLesson, linesOf }: Content) {
	const lists: Lists = new Map(catalogue.tracks.map(({ id, list }) => [id, list]));
	for (const { id: track, file, list, audience } of catalogue.tracks) {
		const lineOf = (place: number) => linesOf(file).lineOf(['lessons', place]);
		for (const [place, entry] of list.entries()) {
			if (typeof entry !== 'string') {
				if (lists.has(entry.track)) continue;
				yield { file, line: lineOf(place), message: unknownTrack(entry.track) };
			} else if (!isLesson(entry)) {
				yield { file, line: lineOf(place), message: unknownLesson(entry) };
			}
		}
		const twice = firstTwice(list);
		if (twice !== undefined) yield { file, line: lineOf(twice), message: standsTwice };
		const circle = circleFrom(track, lists);
		if (circle) {
			const line = linesOf(file).lineOf(['lessons']);
			yield { file, line, message: circleInWords(circle.map((id) => titleOf(id, catalogue))) };
		}
		for (const [place, id] of (audience.channels ?? []).entries()) {
			if (isChannel(id)) continue;
			const line = linesOf(file).lineOf(['audience', 'channels', place]);
			yield { file, line, message: unknownChannel(id) };
		}
	}
}

const standsTwice = 'This stands in the list already. Name each lesson and each track once.';

function titleOf(id: string, { tracks }: Content['catalogue']): string {
	return tracks.find((track) => track.id === id)?.title ?? id;
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
