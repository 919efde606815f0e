// What people choose first, wherever PINs and passwords were leaked and counted. The rules in rules.ts
// catch repeats, runs, dates and lines on the keypad; this is the rest.

const digits = `
	123654 654123 456123 321456 456321 789123 123789 987123 789321
	123987 321987 135790 246810 135791 024680 975310 864200 102030
	100200 200100 300400 142536 415263 112358 314159 161803 141421
	173205 299792 192837 918273 102938 203040 112211 113355 224466
	131452 520131 520530 584520 521521 147896 698741 741963 369741
	123450 234512 543216 123400 123000 100001 200000 200001 100000
	101112 111213 121314 131415 141516 202122 203010 200200 500500
	987650 567890 098765 112233 223344 334455 445566 556677 667788
	778899 332211 665544 998877 122333 155555 111222 222333 333444
	444555 555666 666777 777888 888999 222111 007700 070707 420690
	690420 696942 424269 867530 8675309 5201314 1314520 1122334455
	12344321 11223344 87654321 12131415 10203040 31415926 20202020
	147258369 159357 753951 741852963 963852741 123456987 1472583690
`;

const phrases = `
	password password1 password12 password123 passw0rd123 passwordpassword
	mypassword newpassword yourpassword changeme changemenow letmeinnow letmeinplease
	welcome123 welcome1234 welcometothe iloveyou iloveyou123 iloveyousomuch iloveyouforever
	iloveyou2 iloveyou12 iloveyou1234 loveyouforever ilovemyself ilovejesus jesuschrist
	jesusismylord jesuslovesme basketball football football1 baseball12 volleyball
	butterfly1 chocolate1 strawberry sunshine12 princess12 princess123 superman123
	spiderman123 batman12345 liverpool1 liverpoolfc manchester manchesterunited
	realmadrid barcelona1 fcbarcelona bayernmunich juventus10 chelseafc1
	christian1 christopher jennifer12 alexander1 elizabeth1 stephanie1
	qwertyuiop qwerty123456 qwerty12345 qwertz12345 azerty12345 qazwsxedcrfv 1q2w3e4r5t
	1q2w3e4r5t6y 1qaz2wsx3edc q1w2e3r4t5y6 zaq12wsxcde3 abcdefghij abc1234567 abcd123456 abc123abc123
	asdfghjkl1 asdfghjkl asdfghjklo zxcvbnm123 administrator administrator1 adminadmin admin12345
	touchstone touchstone1 touchstone123 servicestandard customerservice thecustomerisking
	thecustomerisalwaysright correcthorsebatterystaple tobeornottobe
	onceuponatime openingsesame opensesame letitbeletitbe helloworld helloworld1
	goodmorning goodmorning1 thankyouverymuch nevergonnagiveyouup maytheforcebewithyou
	trustno1trustno1 whatever12 whateverwhatever nopassword nopasswords
	passwort passwort123 hallohallo hallo12345 ichliebedich ichliebedich1 schatzilein
	sommer2024 sommer2025 sommer2026 winter2025 winter2026 contrasena contrasena123
	teamomucho teamomucho1 teamoteamo tequieromucho estrellita misamores
	haslo12345 haslohaslo kochamcie1 kochamcie kochamciebardzo polska1234 matkhau123
	anhyeuem123 anhyeuemnhieu emyeuanh123 motdoithoi sifre12345 galatasaray fenerbahce
	besiktas1903 seniseviyorum palavrapasse minhasenha senha12345 euteamo123
	habibi1234 allahuakbar bismillah bismillah1 alhamdulillah subhanallah
`;

const common: ReadonlySet<string> = new Set([...words(digits), ...words(phrases)]);

/** `text` is in small letters and without blanks and marks. */
export function isCommon(text: string): boolean {
	return common.has(text);
}

function words(text: string): string[] {
	return text.trim().split(/\s+/);
}
