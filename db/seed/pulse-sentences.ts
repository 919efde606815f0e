// Long because it is what people of the demonstration company say when they are asked.

/** What people say to a question: who has it, who lacks the one idea, and who means something else. */
export type Sentences = {
	readonly knows: readonly string[];
	/** Right but for one idea, the same for all of them: what one vendor's people leave out. */
	readonly lacks: readonly string[];
	readonly other: readonly string[];
};

/** By question. `{window}` is filled in as it was when they were asked. */
export const sentences: Readonly<Record<string, Sentences>> = {
	standard: {
		knows: [
			'the whole order goes the way the customer expects, from paying to bringing it back',
			'What the customer expects, at every step, not just at the till.',
			'meeting expectations from start to finish',
			'she gets what she expected from checkout to returns',
			'giving them what they expect all the way through, also when something goes wrong',
			'when every part of the order is how the customer expected it',
			'The customer gets what he expects: buying, delivery, and if he brings it back.',
			'we meet what the customer expects for the entire order',
			'that it goes as she expects, ordering, delivery, using it and the return',
			'doing what we promised, from the first click to the return',
			'to meet the customers expectations in every step of the order',
			'expectations met at every step',
			'it all goes like the customer expected, paying getting it and returning it',
			'Customer expects something and we do exactly that, from start to end',
			'what they expect, the hole way from order to return',
			'the order is as the customer expects it, beginning to end',
			'we keep what the customer expects through the whole transaction',
			'When the customer gets what she expects at the checkout, at the door and with a return.',
			'the customer is not surprised: everything is as expected from buying to bringing back',
			'match what the customer expects in the shop, in the parcel and at returns',
			'every step of the purchase the way the customer thought it would be',
		],
		lacks: [
			'doing what the customer expects',
			'meeting what they expect',
			'The customer gets what he expects at the door.',
			'we meet the expectations',
			'parcel arrives as the customer expected it',
			'to deliver what the customer was told to expect',
			'it is what the customer expects',
			'that I hand it over how she expects',
		],
		other: [
			'being friendly and fast',
			'be nice and smile',
			'a good on time rate',
			'Customer is king',
			'we give quality and do our best every day',
			'that the whole order is good',
			'quick answers and a short wait',
			'hit the targets on the board',
			'the manager decides what is good service',
			'helping people',
			'no complaints',
			'treat everybody with respect',
		],
	},
	returns: {
		knows: [
			'you can bring it back anywhere within {window} and you choose refund or exchange',
			'any channel, {window}, their choice how',
			'Bring it back in any shop or by post within {window}, and the customer decides what she gets.',
			'anything, anywhere, {window}, settled the way they want',
			'{window}, any channel, and we do it the way the customer wants',
			'doesnt matter where you bought it, {window}, money or exchange as you like',
			'within {window} in every channel, the customer chooses how',
			'they can return it wherever they bought it in {window} and pick money or a new one',
			'return anywhere up to {window}, customer chooses refund or swap',
			'No receipt needed, {window} to return it in any channel and the customer decides.',
			'customer has {window}, can bring it to any shop or send it, and says how we settle it',
			'we take back everything within {window} in any channel and settle it how she wants it',
			'You have {window}, any channel, and it is your choice what you get.',
			'online or shop does not matter, {window}, she chooses money or exchange',
		],
		lacks: [
			'{window} and the customer chooses how we settle it',
			'within {window}, refund or exchange, what the customer wants',
			'they have {window} and can choose money or a new one',
			'you get {window} to return it and you decide refund or exchange',
			'{window} to give it back, settled the way she wants',
			'customer can return it in {window}, his choice what he gets',
		],
		other: [
			'they can return it within {window} if they have the receipt',
			'bring it back to the same shop where you bought it',
			'we take it back anywhere and the manager decides what they get',
			'{window}',
			'anywhere, as they like it',
			'only if it was not worn',
			'two weeks with the receipt',
			'we are fair about returns',
			'they must call the hotline first',
			'store credit only',
		],
	},
};
