/** What was just done, by the word in the address. */
export const doneInWords: Readonly<Record<string, string>> = {
	added: 'Connected. Make a token, so that it can begin.',
	saved: 'Saved. It holds for whoever comes from now on.',
	ended: 'Disconnected. Its people are still here.',
	revoked: 'That token lets nobody in any more.',
	left: 'They have left. For a day the directory may go on.',
	kept: 'They stay. Mend it in the directory, or it asks again.',
	mapped: 'Done. The people of the group are in the team.',
	unmapped: 'The group moves nobody any more. Its people stay where they are.',
	ranked: 'The order is changed, and its people moved.',
};
