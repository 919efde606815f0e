import { environmentFor, startRealProvider } from './real-provider.ts';

// `npm run sso:provider`: a provider to try single sign-on with. It runs until Ctrl+C.

const port = Number(process.env['SSO_PORT'] ?? 4390);
const product =
	process.env['PUBLIC_ORIGIN'] ??
	`http://${process.env['HOST'] ?? '127.0.0.1'}:${process.env['PORT'] ?? 4321}`;
await startRealProvider({ port, product });
const env = environmentFor(port);
const variables = Object.entries(env).map(([name, value]) => `${name}='${value}'`);

console.log(`
A provider for trying out single sign-on is at ${env['OIDC_ISSUER']}, for the product at ${product}.
In a second terminal:

  ${variables.join(' \\\n  ')} \\
  npm start

Then press “${env['OIDC_LABEL']}” on the sign-in page, and type somebody’s employee number, such as
2108, as the login; any password will do. Ctrl+C ends it.
`);
