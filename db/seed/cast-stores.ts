import { type CastPerson, lead, staff } from './cast-person.ts';

const channels = ['store'];
const managing = { channels: ['store', 'behind-the-scenes'], job: 'Store manager' };
const selling = { channels, job: 'Store associate' };
const atTheTill = { channels, job: 'Cashier' };

/** The four stores. */
export const storePeople: readonly CastPerson[] = [
	...lead({ ...managing, teamId: 'store-1' }, { 3101: 'Marlene Petersen' }),
	...staff(
		{ ...selling, teamId: 'store-1' },
		{
			3111: 'Jonas Behrens',
			3112: 'Agnieszka Nowak',
			3113: 'Samuel Owusu',
			3114: 'Chiara Romano',
			3115: 'Ahmad Rahimi',
			3117: 'Elif Demir',
			3120: 'Mariam Diallo',
		},
	),
	...staff(
		{ ...atTheTill, teamId: 'store-1' },
		{ 3116: 'Birgit Hansen', 3118: 'Phạm Thu Hà', 3119: 'Luka Horvat' },
	),
	...lead({ ...managing, teamId: 'store-2' }, { 3201: 'Dorothea Klein' }),
	...staff(
		{ ...selling, teamId: 'store-2' },
		{
			3211: 'Mehmet Aydın',
			3212: 'Sofia Lindqvist',
			3213: 'Tariq Aziz',
			3214: 'Hanna Wagner',
			3215: 'Priya Nair',
			3216: 'Νίκος Παπαδόπουλος',
			3220: 'Tadeusz Lis',
		},
	),
	...staff(
		{ ...atTheTill, teamId: 'store-2' },
		{ 3217: 'Rosa Jiménez', 3218: 'Anisah', 3219: 'Gerd Tietjen' },
	),
	...lead({ ...managing, teamId: 'store-3' }, { 3301: 'Matthias Vogel' }),
	...staff(
		{ ...selling, teamId: 'store-3' },
		{
			3311: 'Katarzyna Zielińska',
			3312: 'Yusuf Karaca',
			3313: 'Franziska Schulze',
			3314: 'Bao Trần',
			3315: 'Leila Ahmadi',
			3316: 'Ivan Petrov',
			3317: 'Amélie Girard',
		},
	),
	...staff(
		{ ...atTheTill, teamId: 'store-3' },
		{ 3318: 'Silke Neumann', 3319: 'Abdirahman Warsame', 3320: 'Ieva Kalniņa' },
	),
	...lead({ ...managing, teamId: 'store-4' }, { 3401: 'Carmen Ortega' }),
	...staff(
		{ ...selling, teamId: 'store-4' },
		{
			3411: 'Stefan Krüger',
			3412: 'Fatoumata Traoré',
			3413: 'Michał Wójcik',
			3414: 'Giulia Conti',
			3415: 'Arjun Mehta',
			3416: 'Selin Yıldız',
			3417: 'Pieter Claes',
		},
	),
	...staff(
		{ ...atTheTill, teamId: 'store-4' },
		{ 3418: 'Monika Schäfer', 3419: 'Hoàng Văn Nam', 3420: 'Zahra Hosseini' },
	),
];
