import { writeSync } from 'node:fs';
import { openDatabase } from '#db/connection.ts';
import { vendors } from '#db/schema/people.ts';

// Writes rows from 16 callers until it is killed, and prints each row's id once it is told that the
// row is there: `node test/db/keep-writing.ts FILE LOCK-WAIT`.

const [, , file = '', lockWait = '100'] = process.argv;
const db = await openDatabase(`file:${file}`, undefined, { lockWait: Number(lockWait) });

async function keepWriting(caller: number): Promise<void> {
	for (let turn = 0; ; turn += 1) {
		const id = `w-${caller}-${turn}`;
		await db.write(async (tx) => {
			await tx.insert(vendors).values({ id, name: id });
		});
		// At once and in one piece: nothing that was printed is lost when the process is killed.
		writeSync(1, `${id}\n`);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

await Promise.all(Array.from({ length: 16 }, (_, caller) => keepWriting(caller)));
