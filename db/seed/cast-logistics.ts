import { type CastPerson, lead, staff } from './cast-person.ts';

const day = { teamId: 'warehouse-day', channels: ['warehouse'] };
const night = { teamId: 'warehouse-night', channels: ['warehouse'] };
const depot = { teamId: 'delivery-depot', channels: ['delivery'] };
const courier = { teamId: 'swiftway', channels: ['delivery'] };

/** The warehouse by day and by night, our drivers and the courier's. */
export const logisticsPeople: readonly CastPerson[] = [
	...lead(
		{ teamId: 'logistics', job: 'Logistics manager', channels: ['warehouse', 'delivery'] },
		{ 2100: 'Annika Falk' },
	),
	...lead({ ...day, job: 'Shift lead' }, { 2104: 'Marek Dvořák' }),
	...staff(
		{ ...day, job: 'Picker' },
		{
			4440: 'Ewa Kowalczyk',
			4441: 'Ibrahim Sesay',
			4442: 'Svetlana Ivanova',
			4443: 'Nguyễn Thị Lan',
			4444: 'Suprapto',
			4445: 'Andrei Ionescu',
			4446: 'Fatima Zahra Benali',
			4447: 'Krzysztof Pawlak',
			4448: 'Tesfaye Bekele',
			4455: 'Bilal Chaudhry',
		},
	),
	...staff(
		{ ...day, job: 'Packer' },
		{
			4449: 'Renate Wolff',
			4450: 'Mirela Stan',
			4451: 'Lê Quang Huy',
			4452: 'Gloria Asante',
			4453: 'Hassan Al-Tamimi',
			4454: 'Danuta Sikora',
		},
	),
	...lead({ ...night, job: 'Shift lead' }, { 2108: 'Piotr Wysocki' }),
	...staff(
		{ ...night, job: 'Picker' },
		{
			4409: 'Omar Al-Masri',
			4412: 'Halina Wróbel',
			4414: 'Samba Ndiaye',
			4417: 'Amina Yusuf',
			4419: 'Trương Văn Đức',
			4423: 'Stanisław Górski',
			4428: 'Viorel Munteanu',
			4431: 'Blessing Eze',
			4435: 'محمد الخطيب',
		},
	),
	...staff(
		{ ...night, job: 'Packer' },
		{ 4420: 'Jelena Marković', 4426: 'Kwabena Boateng', 4433: 'Rohit Thapa', 4437: 'Ludmila' },
	),
	...lead({ ...depot, job: 'Depot lead' }, { 2112: 'Frank Öztürk' }),
	...staff(
		{ ...depot, job: 'Driver' },
		{
			5101: 'Uwe Jansen',
			5102: 'Cem Arslan',
			5103: 'Grzegorz Duda',
			5104: 'Isaac Mwangi',
			5105: 'Bogdan Marinescu',
			5106: 'Layla Nasser',
			5107: 'Heike Sommer',
			5108: 'Đỗ Anh Tuấn',
			5109: 'Valentín Cruz',
			5110: 'Artur Sadowski',
			5111: 'Mohamed Salah Trabelsi',
			5112: 'Kaan Polat',
		},
	),
	...lead({ ...courier, job: 'Courier lead' }, { 9001: 'Viktor Nagy' }),
	...staff(
		{ ...courier, job: 'Courier' },
		{
			9011: 'Dariusz Wrona',
			9012: 'Yohannes Tekle',
			9013: 'Ricardo Lopes',
			9014: 'Farid Noori',
			9015: 'Sunil Gurung',
			9016: 'Petra Novotná',
			9017: 'Hamza Idrissi',
			9018: 'Oleksii Bondar',
		},
	),
];
