import { type CastPerson, lead, staff } from './cast-person.ts';

const ours = { teamId: 'contact-team', job: 'Agent' };
const theirs = { teamId: 'northline', job: 'Agent' };

/** The contact centre and the vendor's call centre. */
export const contactPeople: readonly CastPerson[] = [
	...lead(
		{ ...ours, job: 'Team lead', channels: ['phone', 'chat', 'email'] },
		{ 6001: 'Sabine Albrecht' },
	),
	...staff(
		{ ...ours, channels: ['phone', 'email'] },
		{ 6011: 'Thorsten Maier', 6012: 'Joanna Mazur', 6013: 'Emeka Nwosu', 6014: 'Lejla Hodžić' },
	),
	...staff(
		{ ...ours, channels: ['phone', 'chat', 'sms'] },
		{ 6015: 'Vũ Thị Mai', 6016: 'Paolo Greco', 6017: 'Kerstin Lange' },
	),
	...staff(
		{ ...ours, channels: ['chat', 'phone', 'email'] },
		{ 6018: 'Dilara Şahin', 6019: 'Ben Whitaker', 6020: 'Magdalena Król' },
	),
	...staff(
		{ ...ours, channels: ['chat', 'sms', 'social'] },
		{ 6021: 'Rami Khoury', 6022: 'Hannah Böhm', 6027: 'Adaeze Obi' },
	),
	...staff(
		{ ...ours, channels: ['email', 'chat'] },
		{ 6023: 'Wolfgang Seidel', 6024: 'Ana-Maria Popescu' },
	),
	...staff(
		{ ...ours, channels: ['social', 'chat', 'email'] },
		{ 6025: 'سارة المنصوري', 6026: 'Niklas Berg' },
	),
	...lead(
		{ ...theirs, job: 'Team lead', channels: ['phone', 'chat'] },
		{ 7001: 'Catarina Mendes' },
	),
	...staff(
		{ ...theirs, channels: ['phone'] },
		{
			7011: 'Rui Almeida',
			7012: 'Inês Ferreira',
			7013: 'João Tavares',
			7014: 'Djamila Évora',
			7015: 'Tiago Rocha',
			7016: 'Marta Sequeira',
		},
	),
	...staff(
		{ ...theirs, channels: ['phone', 'chat'] },
		{ 7017: 'Nelson Cabral', 7018: 'Vera Lúcia Pinto', 7019: 'Abdul Kareem' },
	),
	...staff(
		{ ...theirs, channels: ['chat', 'sms', 'phone'] },
		{ 7020: 'Sandra Moniz', 7021: 'Edson Semedo' },
	),
];
