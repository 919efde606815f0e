// How people type on a phone, written out; and contractions, with or without their apostrophe.

const contractions = table(`
	dont: do not, doesnt: does not, didnt: did not, cant: can not, cannot: can not,
	couldnt: could not, wont: will not, wouldnt: would not, shouldnt: should not,
	mustnt: must not, neednt: need not, isnt: is not, arent: are not, aint: is not,
	wasnt: was not, werent: were not, havent: have not, hasnt: has not, hadnt: had not,
	im: i am, ive: i have, id: i would, i'll: i will, we'll: we will, youre: you are,
	youve: you have, youll: you will, theyre: they are, theyve: they have, theyll: they will,
	theyd: they would, weve: we have, we're: we are, hes: he is, shes: she is,
	thats: that is, theres: there is, whats: what is, whos: who is, heres: here is,
	itll: it will, itd: it would, lets: let us
`);

const shorthand = table(`
	u: you, ur: your, urs: yours, urself: yourself, r: are, y: why, b4: before, wat: what,
	wot: what, wen: when, wer: where, wiv: with, w: with, thru: through, tho: though,
	teh: the, wiht: with, dnt: do not, dint: did not, cnt: can not, rite: write,
	rites: writes, thier: their, thr: there, ther: there, whn: when, wht: what, wnt: want,
	bin: been, plz: please, pls: please, ya: you, ye: you, yu: you, yr: your, yrs: yours,
	abt: about, bcoz: because, becuz: because, tht: that, em: them, n: and, nd: and, an: an,
	da: the, dat: that, dis: this, ppl: people, cust: customer, custs: customers,
	cus: customer, cuz: because, cos: because, coz: because, bcz: because, bc: because,
	gonna: going to, wanna: want to, gotta: have to, hafta: have to, hav: have,
	dunno: do not know, idk: i do not know, nah: no, nope: no, every1: everyone,
	evry1: everyone, any1: anyone, some1: someone, sum1: someone, no1: nobody, 2nd: second,
	1st: first, 3rd: third, mgr: manager, tl: lead, asap: immediately, rn: now, msg: message,
	info: information, tel: phone, fone: phone, gud: good, luv: love, c: see, bak: back,
	tak: take, alot: a lot, noone: nobody, no-one: nobody, infront: in front,
	aswell: as well, eur: euros, euro: euros,
	costumer: customer, costumers: customers
`);

/** What a typed word stands for: itself, or the words it is short for. */
export function writtenOut(typed: string): readonly string[] {
	const plain = typed.replaceAll("'", '');
	const full = contractions.get(typed) ?? contractions.get(plain) ?? shorthand.get(plain);
	if (full !== undefined) return full.split(' ');
	return [/^\w+'(s|ll|d|ve|re)$/.test(typed) ? typed.replace(/'.*$/, '') : plain];
}

function table(rows: string): ReadonlyMap<string, string> {
	const pairs = rows.trim().split(/,\s+/);
	return new Map(
		pairs.map((pair) => {
			const [typed = '', full = ''] = pair.split(': ');
			return [typed, full];
		}),
	);
}
