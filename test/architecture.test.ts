import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

// The house's conventions, kept by tests. HOUSE's plan: a file imports only from floors below and
// from its own room.

/** Highest first; rooms on one floor do not import each other. */
const floors = [
	['pages', 'actions', 'jobs', 'middleware', 'layouts', 'installation', 'content.config'],
	['paths'],
	['reports'],
	['roster', 'scim', 'privacy'],
	['pulse'],
	['practice'],
	['publishing'],
	['appeals', 'wordings'],
	['completions'],
	['lessons'],
	['assignments', 'remarks'],
	['policies', 'quiz', 'auth'],
	['notifications'],
	['people'],
	['ui', 'audit'],
	['lib'],
];

/** Rooms that the doors may use though nothing below may: the doors are one floor. */
const doors = new Set(floors[0]);

const files = globSync('{src,db,test}/**/*.{ts,astro}').filter(
	(file) => !file.includes('/migrations/'),
);
const sources = files.map((file) => ({ file, text: readFileSync(file, 'utf8') }));
const inSrc = sources.filter(({ file }) => file.startsWith('src/') && !file.endsWith('.d.ts'));

function roomOf(file: string): string {
	return (file.split('/')[1] ?? '').replace(/\.(ts|astro)$/, '');
}

function floorOf(room: string): number {
	return floors.findIndex((rooms) => rooms.includes(room));
}

function importsOf(text: string): string[] {
	return [...text.matchAll(/(?:from|import)\s+'([^']+)'/g)].flatMap(([, path]) => path ?? []);
}

test('every file imports only from floors below and from its own room', () => {
	const reaching = inSrc.flatMap(({ file, text }) => {
		const room = roomOf(file);
		expect(floorOf(room), `${room} is on no floor. Give it one in this test.`).toBeGreaterThan(-1);
		return importsOf(text)
			.filter((path) => !mayImport(room, path))
			.map((path) => `${file}: ${path}`);
	});
	expect(reaching, 'Nothing reaches up or sideways: let it be handed in.').toEqual([]);
});

function mayImport(room: string, path: string): boolean {
	const [, other] = /^#(?!db\/|test\/)([^/]+)\//.exec(path) ?? [];
	if (other === undefined || other === room) return true;
	return floorOf(other) > floorOf(room) || (doors.has(room) && doors.has(other));
}

test('rooms do not climb to other rooms by ../: they say #room/file', () => {
	for (const { file, text } of inSrc) {
		if (doors.has(roomOf(file))) continue;
		const climbing = importsOf(text).filter((path) => path.startsWith('../'));
		expect(climbing, `${file} climbs. Write #room/file.ts.`).toEqual([]);
	}
});

test('nothing below the doors opens the database, reads the clock or the environment by itself', () => {
	for (const { file, text } of inSrc) {
		if (doors.has(roomOf(file)) || file.startsWith('src/lib/')) continue;
		expect(text, `${file} should be handed the time.`).not.toMatch(/#lib\/clock/);
		expect(text, `${file} should be handed the environment.`).not.toMatch(/process\.env/);
		expect(text, `${file} should be handed a database.`).not.toMatch(/openDatabase\(/);
	}
});

test('every page and every action names its guard', () => {
	const guard =
		/\b(requirePerson|requireRight|requireRightTo|requireSomebody|requireToken|allowEverybody)\(/;
	for (const { file, text } of inSrc) {
		if (file.startsWith('src/pages/')) {
			expect(text, `${file} names no guard: call one from #auth/guard.ts first.`).toMatch(guard);
		}
		if (!file.startsWith('src/actions/')) continue;
		for (const [, name, body = ''] of text.matchAll(/^\t(\w+): formAction\(([\s\S]*?)^\t\}?\)/gm)) {
			if (name === 'signIn') continue;
			expect(body, `The action ${name} names no guard.`).toMatch(guard);
		}
	}
});

const longest = [
	{ what: 'a door', most: 80, is: (file: string) => /^src\/(pages|actions|jobs)\//.test(file) },
	{ what: 'a file', most: 150, is: (file: string) => /^(src|db)\//.test(file) },
];

test('files stay small', () => {
	const long = sources.flatMap(({ file, text }) => {
		const most = longest.find(({ is }) => is(file))?.most ?? Infinity;
		const lines = text.trimEnd().split('\n').length;
		return lines > most && !text.includes('// Long because ')
			? [`${file}: ${lines} of ${most}`]
			: [];
	});
	expect(long, 'Split along a line of the product, or say "// Long because …".').toEqual([]);
});

test('URLs come from paths.ts alone', () => {
	for (const { file, text } of inSrc) {
		if (file === 'src/paths.ts') continue;
		const spelled = text.match(/href="\/[^"]*"|redirect\('\/[^']*'/g) ?? [];
		expect(spelled, `${file} spells a URL. Take it from paths.ts.`).toEqual([]);
	}
});

test('types are proven, not asserted', () => {
	for (const { file, text } of sources) {
		const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*|`[^`]*`|'[^'\n]*'|"[^"\n]*"/g, '');
		const casts = code.match(/(?<!\*|export|import|\{|,|\w) as (?!const\b|\w+ *[,}])\w+/g) ?? [];
		if (!file.endsWith('.astro')) expect(casts, `${file} asserts a type with "as".`).toEqual([]);
		expect(code, `${file} has an any.`).not.toMatch(/: any\b|<any>|any\[\]/);
	}
});

test('names say what a thing does', () => {
	const empty = /(^|\/|-)(helpers?|utils?|misc|manager|service|handlers?)\.(ts|astro)$/;
	for (const { file } of sources)
		expect(file, `${file}: name it after what it does.`).not.toMatch(empty);
});
