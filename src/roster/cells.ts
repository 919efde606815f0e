import { plainHeading } from './match-columns.ts';

/** A channel as the content has it. */
export type KnownChannel = { readonly id: string; readonly name: string };

/** What exports call our channels, besides their names. */
const channelSynonyms: Readonly<Record<string, string>> = {
	store: 'shop;filiale;laden;geschaft;verkauf;markt;sklep;tienda;magasin;loja;cua hang',
	phone:
		'telephone;call;calls;voice;telefon;hotline;telefono;telephone support;telefone;dien thoai',
	chat: 'live chat;livechat;messenger',
	sms: 'text;texts;text message;textnachricht',
	email: 'e mail;mail;correo;courriel',
	social: 'social;social networks;soziale medien;redes sociales',
	web: 'website;online;internet;webshop;onlineshop',
	warehouse: 'lager;logistik;magazyn;almacen;entrepot;armazem;kho',
	delivery:
		'driver;transport;lieferung;zustellung;auslieferung;dostawa;entrega;reparto;livraison;giao hang',
	'behind-the-scenes':
		'office;back office;backoffice;head office;verwaltung;buro;biuro;oficina;bureau',
};

/** Finds a channel by its id, its name or what exports call it. */
export function createChannelFinder(channels: readonly KnownChannel[]) {
	const known = new Map<string, string>();
	for (const { id, name } of channels) {
		const words = [id, name, ...(channelSynonyms[id]?.split(';') ?? [])];
		for (const word of words) known.set(plainHeading(word), id);
	}
	/** The channels of a cell, in its order, or the first word that is none. */
	return (cell: string): { readonly ids: readonly string[]; readonly unknown?: string } => {
		const words = cell.split(/[,;|/+\n]| und | and | y | et | i /i).map((word) => word.trim());
		const ids = new Set<string>();
		for (const word of words.filter((given) => given !== '')) {
			const id = known.get(plainHeading(word));
			if (id === undefined) return { ids: [], unknown: word };
			ids.add(id);
		}
		return { ids: [...ids] };
	};
}

const spoken =
	'ar bg bn cs da de el en es et fa fi fr ga gu he hi hr hu id is it ja ka ko lt lv mk ms mt nb nl pa pl ps pt ro ru sk sl so sq sr sv sw ta te th ti tl tr uk ur uz vi zh'.split(
		' ',
	);

const languages = new Map<string, string>();
for (const names of ['en', 'de', 'es', 'fr', 'pl', 'pt', 'vi']) {
	const display = new Intl.DisplayNames(names, { type: 'language' });
	for (const code of spoken) languages.set(plainHeading(display.of(code) ?? code), code);
}
for (const code of spoken) {
	const own = new Intl.DisplayNames(code, { type: 'language' }).of(code);
	if (own) languages.set(plainHeading(own), code);
}

/** A language by its code (`de`, `de-DE`, `pt_BR`) or its name in ours, or in its own. */
export function languageOf(cell: string): string | undefined {
	const [, code = '', region] = /^([a-z]{2,3})(?:[-_]([a-z]{2}))?$/i.exec(cell) ?? [];
	if (spoken.includes(code.toLowerCase())) {
		const regional = code.toLowerCase() === 'pt' && region?.toUpperCase() === 'BR';
		return regional ? 'pt-BR' : code.toLowerCase();
	}
	return languages.get(plainHeading(cell));
}

const shifts: Readonly<Record<string, string>> = {
	day: 'day shift;tag;tagschicht;dzienna;dia;jour',
	night: 'night shift;nights;nacht;nachtschicht;nocna;noche;nuit;noite;dem',
	early: 'early shift;morning;fruh;fruhschicht;poranna;manana;matin;manha',
	late: 'late shift;evening;spat;spatschicht;popoludniowa;tarde;soir',
};
const shiftOfWord = new Map(
	Object.entries(shifts).flatMap(([shift, words]) =>
		[shift, ...words.split(';')].map((word) => [word, shift] as const),
	),
);

/** A shift in our words where we know it, else in theirs. */
export function shiftOf(cell: string): string {
	return shiftOfWord.get(plainHeading(cell)) ?? cell;
}

const roleWords = {
	manager:
		'manager;team manager;line manager;lead;team lead;teamlead;supervisor;shift lead;vorgesetzter;vorgesetzte;fuhrungskraft;leiter;leiterin;teamleiter;teamleiterin;schichtleiter;schichtleiterin;kierownik;jefe;jefa;responsable;gestor;quan ly;yes;ja;x;1;true',
	employee:
		'employee;staff;member;user;worker;none;mitarbeiter;mitarbeiterin;angestellter;angestellte;pracownik;empleado;empleada;employe;employee de base;colaborador;nhan vien;no;nein;0;false',
	above:
		'administrator;admin;administratorin;leader;leadership;owner;superuser;root;geschaftsfuhrung;leitung',
} as const;
const roleOfWord = new Map(
	Object.entries(roleWords).flatMap(([role, words]) =>
		words.split(';').map((word) => [word, role] as const),
	),
);

export type RoleSaid = 'manager' | 'employee' | 'above' | 'unknown';

/** What a cell says of roles: the highest of them counts. */
export function roleOf(cell: string): RoleSaid {
	const words = cell
		.split(/[,;|/+\n]/)
		.map(plainHeading)
		.filter((word) => word !== '');
	const said = new Set(words.map((word) => roleOfWord.get(word) ?? 'unknown'));
	return (['above', 'unknown', 'manager'] as const).find((role) => said.has(role)) ?? 'employee';
}
