import { fail } from '../../core/errors';

/**
 * The address of a server's API from what a person typed or pasted: `acme.qualytics.io` gives `https://acme.qualytics.io/api/`.
 * A given `http://` is kept; a page's `#…` and `?…` are dropped; `/api` is not doubled. Throws `bad-request`.
 */
export function apiUrl(typed: string): string {
  const text = typed.trim();
  if (text === '') fail('bad-request', 'The URL of the server is empty.', { remedy: 'Write it as https://your-company.qualytics.io.' });
  const wrong = (): never => fail('bad-request', `"${text.replace(/\/\/[^/@]*@/, '//…@').slice(0, 200)}" is not the URL of a server.`,
    { remedy: 'Write it as https://your-company.qualytics.io.' });
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(withScheme)) wrong();
  const url = new URL(withScheme);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') wrong();
  if (url.username !== '' || url.password !== '') {
    fail('bad-request', 'The URL of the server holds a user name or password.', { remedy: 'Leave them out; the server is asked with a token.' });
  }
  const path = url.pathname.replace(/\/+$/, '').replace(/\/api$/, '');
  return `${url.origin}${path}/api/`;
}
