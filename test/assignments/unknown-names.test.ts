import { expect, test, vi } from 'vitest';
import { readAudienceChoices } from '#assignments/audience-choices.ts';
import { sayUnknown, unknownNames } from '#assignments/unknown-names.ts';
import { checkContent } from '#lessons/check/check-content.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { readCatalogue } from '#lessons/catalogue.ts';
import { log } from '#lib/log.ts';
import { castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { raiseAlarm } from '../../src/jobs/raise-alarm.ts';

const files = readContentFiles('content');

function withTrack(audience: string) {
	const track = `id: nights\ntitle: Nights\naudience: ${audience}\nlessons: [returns]\ndue: 7 days after start\n`;
	return new Map([...files, ['tracks/nights.yaml', track] as const]);
}

test('sites, teams and vendors that a track file names and the database lacks are named, with the file', async () => {
	const { read } = await testDatabase();
	const choices = await readAudienceChoices(read);
	const [site, team] = [choices.sites[0]?.id ?? '', choices.teams.at(-1)?.id ?? ''];
	const vendor = choices.vendors[0]?.id ?? expect.fail();
	const known = `{ sites: [${site}], teams: [${team}], vendors: [${vendor}] }`;
	const { tracks: sound } = readCatalogue(withTrack(known));
	expect(sound.map(({ id }) => id)).toContain('nights');
	expect(unknownNames(sound, choices)).toEqual([]);
	const wrong = `{ sites: [${site}, atlantis], teams: [${vendor}-2], vendors: [${team}-2] }`;
	const tracks = withTrack(wrong);
	expect(checkContent(tracks), 'only the database knows the names').toEqual([]);
	const found = unknownNames(readCatalogue(tracks).tracks, choices);
	expect(found.map(({ kind, id }) => [kind, id])).toEqual([
		['site', 'atlantis'],
		['team', `${vendor}-2`],
		['vendor', `${team}-2`],
	]);
	expect(found.map(sayUnknown)[0]).toBe(
		'content/tracks/nights.yaml names the site atlantis, and there is no such site.',
	);
});

test('whoever starts the server is told, on the screen and in the log', async () => {
	const db = await testDatabase();
	const said = vi.spyOn(console, 'log').mockImplementation(() => {});
	const warned = vi.spyOn(log, 'warn').mockImplementation(() => {});
	await raiseAlarm(db, readCatalogue(files), castTime);
	expect(said, 'the content as it is raises none').not.toHaveBeenCalled();
	await raiseAlarm(db, readCatalogue(withTrack('{ teams: [night-2] }')), castTime);
	expect(said.mock.calls).toEqual([
		[
			'content/tracks/nights.yaml names the team night-2, and there is no such team. Nobody is meant by it.',
		],
	]);
	expect(warned.mock.calls).toEqual([
		[{ file: 'tracks/nights.yaml', kind: 'team', id: 'night-2' }, expect.any(String)],
	]);
});
