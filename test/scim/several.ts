import { enterprise, type Provider, provider } from './provider.ts';

/** Three people to look for: one of them is away. */
export async function describeUsers(): Promise<Provider> {
	const entra = await provider();
	await entra.post({
		userName: 'anna@halden.example',
		externalId: 'x-anna',
		name: { givenName: 'Anna', familyName: 'Nowak' },
		emails: [{ type: 'work', value: 'Anna.Nowak@halden.example', primary: true }],
		[enterprise]: { department: 'Picking' },
	});
	await entra.post({
		userName: 'anton@halden.example',
		displayName: 'A "quoted" \\ [b] and or',
		name: { familyName: 'Nó' },
	});
	await entra.post({
		userName: 'bea@halden.example',
		externalId: 'x-bea',
		displayName: 'Bea (new)',
		title: 'Packer',
		active: false,
		[enterprise]: { employeeNumber: '1234' },
	});
	return entra;
}
