import type { RosterField } from './kinds.ts';

/** A column of the roster: what it is called on screen, and by which headings it is recognised. */
export type FieldWords = { readonly label: string; readonly synonyms: string };

/** Headings as exports have them: English, German, Polish, Spanish, French, Portuguese, Vietnamese and others. */
export const fieldWords = {
	number: {
		label: 'Employee number',
		synonyms:
			'number;employee number;employee no;employee id;emp id;emp no;empl id;employeeid;staff number;staff no;staff id;personnel number;payroll number;payroll id;badge number;worker id;id;no;personalnummer;personal nr;personalnr;pers nr;persnr;pnr;mitarbeiternummer;mitarbeiternr;mitarbeiter nr;mitarbeiter id;ma nr;stammnummer;numer pracownika;nr pracownika;numer ewidencyjny;numero de empleado;n de empleado;numero empleado;matricule;numero de matricule;matricula;numero de funcionario;numero mecanografico;ma nhan vien;ma so nhan vien;sicil no;marca;personeelsnummer;medewerkernummer',
	},
	name: {
		label: 'Name',
		synonyms:
			'name;full name;fullname;employee name;employee;display name;displayname;mitarbeiter;mitarbeitername;name vorname;vollstandiger name;imie i nazwisko;nombre completo;nombre y apellidos;nom complet;nome completo;ho ten;ho va ten;ad soyad;naam;nume complet',
	},
	firstName: {
		label: 'First name',
		synonyms:
			'first name;firstname;given name;givenname;given names;forename;forenames;vorname;vornamen;rufname;imie;nombre;nombres;prenom;prenoms;primeiro nome;ten;ad;voornaam;prenume',
	},
	lastName: {
		label: 'Last name',
		synonyms:
			'last name;lastname;surname;family name;familyname;sn;nachname;familienname;zuname;nazwisko;apellido;apellidos;nom;nom de famille;apelido;sobrenome;ho;soyad;achternaam;nume',
	},
	job: {
		label: 'Job',
		synonyms:
			'job;job title;jobtitle;title;position;role title;occupation;function;tatigkeit;stelle;stellenbezeichnung;positionsbezeichnung;funktion;berufsbezeichnung;beruf;stanowisko;puesto;cargo;poste;fonction;emploi;funcao;chuc danh;chuc vu;vi tri;gorev;functie;functia',
	},
	team: {
		label: 'Team',
		synonyms:
			'team;department;dept;unit;org unit;organisational unit;organizational unit;organisation unit;group;abteilung;abt;bereich;organisationseinheit;orgeinheit;oe;gruppe;kostenstelle;kostenstellenbezeichnung;dzial;zespol;departamento;equipo;area;departement;service;equipe;phong ban;bo phan;to;departman;bolum;afdeling;departament;echipa',
	},
	site: {
		label: 'Site',
		synonyms:
			'site;location;work location;workplace;office location;branch;store;plant;standort;arbeitsort;niederlassung;filiale;betriebsstatte;werk;lokalizacja;miejsce pracy;oddzial;ubicacion;centro;centro de trabajo;sede;lieu;lieu de travail;etablissement;local;local de trabalho;dia diem;noi lam viec;chi nhanh;lokasyon;vestiging;locatie',
	},
	shift: {
		label: 'Shift',
		synonyms:
			'shift;shift name;work shift;schicht;schichtgruppe;schichtmodell;zmiana;turno;equipe de travail;poste horaire;ca;ca lam viec;vardiya;ploeg;tura',
	},
	vendor: {
		label: 'Vendor',
		synonyms:
			'vendor;agency;employer;contractor;supplier;company;temp agency;outsourcer;dienstleister;firma;verleiher;zeitarbeitsfirma;arbeitgeber;personaldienstleister;fremdfirma;agencja;pracodawca;dostawca;proveedor;empresa;agencia;prestataire;employeur;agence;fornecedor;nha cung cap;cong ty;tedarikci;leverancier',
	},
	channels: {
		label: 'Channels',
		synonyms:
			'channel;channels;service channel;service channels;kanal;kanale;einsatzbereich;vertriebskanal;kanaly;canal;canales;canaux;canais;kenh;kanaal;kanalen',
	},
	language: {
		label: 'Language',
		synonyms:
			'language;preferred language;preferredlanguage;locale;lang;sprache;muttersprache;korrespondenzsprache;jezyk;idioma;langue;lingua;ngon ngu;dil;taal;limba',
	},
	email: {
		label: 'E-mail',
		synonyms:
			'e mail;email;mail;email address;e mail address;work email;business email;e mail adresse;emailadresse;mailadresse;adres e mail;correo;correo electronico;courriel;adresse e mail;adresse mail;correio eletronico;thu dien tu;eposta;e posta;emailadres',
	},
	start: {
		label: 'Start date',
		synonyms:
			'start;start date;startdate;hire date;hiredate;date of hire;joining date;date joined;entry date;eintritt;eintrittsdatum;eintritt am;beginn;einstellungsdatum;data zatrudnienia;data rozpoczecia;fecha de alta;fecha de inicio;fecha de ingreso;date d entree;date d embauche;data de admissao;data de inicio;ngay vao lam;ngay bat dau;ise giris tarihi;startdatum;data angajarii',
	},
	end: {
		label: 'End date',
		synonyms:
			'end;end date;enddate;leaving date;termination date;date left;exit date;last day;austritt;austrittsdatum;austritt am;ende;enddatum;vertragsende;letzter tag;data zwolnienia;data zakonczenia;fecha de baja;fecha de fin;fecha de salida;date de sortie;date de fin;data de saida;data de fim;ngay nghi viec;ngay ket thuc;isten cikis tarihi;einddatum;data incetarii',
	},
	manager: {
		label: 'Manager’s number',
		synonyms:
			'manager;manager number;manager id;manager employee number;manager no;supervisor;supervisor id;supervisor number;line manager;reports to;vorgesetzter;vorgesetzte;vorgesetzte r;vorgesetzter nr;vorgesetztennummer;personalnummer vorgesetzter;vorgesetzter personalnummer;fuhrungskraft;leiter;teamleiter;przelozony;kierownik;nr przelozonego;responsable;jefe;supervisor directo;superieur;n 1;gestor;chefia;superior;quan ly;nguoi quan ly;yonetici;leidinggevende;superior ierarhic',
	},
	roles: {
		label: 'Roles',
		synonyms:
			'role;roles;access;access role;permission;permissions;rolle;rollen;berechtigung;rola;role systemowe;rol;roles de acceso;droits;papel;vai tro;rol sistemi',
	},
} as const satisfies Record<RosterField, FieldWords>;
