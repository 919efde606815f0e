import { createClient } from '@libsql/client';

// A second process that holds the write lock of a database for so many milliseconds, as a backup or
// a curious administrator might: `node test/db/hold-lock.ts FILE MILLISECONDS`. Says when it has it.

const [, , file = '', milliseconds = '0'] = process.argv;
const client = createClient({ url: `file:${file}`, timeout: 10_000, concurrency: 1 });
const transaction = await client.transaction('write');
process.stdout.write('held\n');
await new Promise((resolve) => setTimeout(resolve, Number(milliseconds)));
await transaction.rollback();
client.close();
