import { castPerson } from '#db/seed/cast.ts';
import type { CastPerson } from '#db/seed/cast-person.ts';
import type { Reader } from '#db/connection.ts';
import { type Person, readPerson } from '#people/person.ts';

/** The present of every test's database: a Wednesday morning. The cast was enrolled at this moment. */
export const castTime = Date.UTC(2026, 2, 18, 9);

/** The people whom tests name. All of them have the demonstration PIN, and nobody else has one. */
export const cast = {
	/** Amina Yusuf, warehouse at night, who started four days ago. */
	picker: castPerson('4417'),
	secondPicker: castPerson('4423'),
	thirdPicker: castPerson('4431'),
	/** Leads the warehouse's night shift. */
	shiftLead: castPerson('2108'),
	/** Leads logistics and so the warehouse, the depot and the courier. */
	logisticsManager: castPerson('2100'),
	storeManager: castPerson('3101'),
	storeAssociate: castPerson('3117'),
	/** Leads eleven agents of the call centre Northline. */
	vendorLead: castPerson('7001'),
	/** One of the eleven; without a PIN. */
	vendorAgent: castPerson('7011'),
	/** A driver who reads Spanish. */
	spanishReader: castPerson('5109'),
	courierLead: castPerson('9001'),
	chiefExecutive: castPerson('1001'),
	policyOwner: castPerson('1002'),
	administrator: castPerson('1003'),
} as const satisfies Record<string, CastPerson>;

/** A person of the cast as the product knows her. */
export async function personOf(db: { readonly read: Reader }, { id }: CastPerson): Promise<Person> {
	const person = await readPerson(db.read, id);
	if (!person) throw new Error(`${id} is not in this database.`);
	return person;
}
