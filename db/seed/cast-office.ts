import { type CastPerson, lead, staff } from './cast-person.ts';

const company = { teamId: 'halden-lund', channels: ['behind-the-scenes'] };
const purchasing = { teamId: 'purchasing', channels: ['behind-the-scenes'] };
const marketing = { teamId: 'marketing', channels: ['behind-the-scenes', 'social'] };
const manufacturing = { teamId: 'manufacturing', channels: ['behind-the-scenes'] };
const web = { teamId: 'web', channels: ['web'] };

/** Leadership, the web team and those behind the scenes. */
export const officePeople: readonly CastPerson[] = [
	...leaders({ ...company, job: 'Chief executive' }, { 1001: 'Ingrid Halden' }),
	...leaders({ ...company, job: 'Head of customer experience' }, { 1002: 'Tomas Lund' }),
	...leaders({ ...company, job: 'Administrator' }, { 1003: 'Grace Okafor' }).map((person) => ({
		...person,
		roles: ['administrator', 'leader'] as const,
	})),
	...leaders(
		{ ...company, job: 'Head of stores', channels: ['behind-the-scenes', 'store'] },
		{ 1004: 'Beatriz Carvalho' },
	).map((person) => ({ ...person, roles: ['leader', 'manager'] as const, leads: ['stores'] })),
	...leaders(
		{ ...company, job: 'Head of the contact centre', channels: ['behind-the-scenes', 'phone'] },
		{ 1005: 'Nadia Rahmani' },
	).map((person) => ({
		...person,
		roles: ['leader', 'manager'] as const,
		leads: ['contact-centre'],
	})),
	...lead({ ...purchasing, job: 'Head of purchasing' }, { 1101: 'Ulrike Brandt' }),
	...staff(
		{ ...purchasing, job: 'Purchaser' },
		{ 1102: 'Rajesh Iyer', 1103: 'Camille Lefèvre', 1104: '李娜' },
	),
	...lead({ ...marketing, job: 'Head of marketing' }, { 1111: 'Jasper de Wit' }),
	...staff(
		{ ...marketing, job: 'Marketing planner' },
		{ 1112: 'Lucía Fernández', 1113: 'Oluwaseun Adebayo', 1114: 'Freja Nygaard' },
	),
	...lead({ ...manufacturing, job: 'Head of manufacturing' }, { 1121: 'Zbigniew Kaczmarek' }),
	...staff(
		{ ...manufacturing, job: 'Product developer' },
		{ 1122: 'Siobhán Kelly', 1123: 'Davit Gelashvili', 1124: 'Wulandari' },
	),
	...lead({ ...web, job: 'Head of the web shop' }, { 2301: 'Henrik Sørensen' }),
	...staff(
		{ ...web, job: 'Web editor' },
		{ 2311: 'Anneke Visser', 2312: 'Matteo Ricci', 2313: 'Олена Шевченко', 2317: 'Kofi Mensah' },
	),
	...staff({ ...web, job: 'Shop designer' }, { 2314: 'Noor Haddad', 2315: 'Emil Johansson' }),
	...staff({ ...web, job: 'Developer' }, { 2316: 'Đặng Minh Khoa' }),
];

function leaders(...[work, names]: Parameters<typeof staff>): CastPerson[] {
	return staff(work, names).map((person) => ({ ...person, roles: ['leader'] }));
}
