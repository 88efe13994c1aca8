/**
 * Keeps libraries from loading Node's own fetch, which is 2 MB in memory and 20 ms of each start. spndr sends by node:http;
 * all that they do with it is to try out which runtime this is.
 */

// pg makes a Response unless there is a navigator, as there is from Node 21 on.
if (!('navigator' in globalThis)) define('navigator', { userAgent: `Node.js/${process.versions.node}` });

// node-telegram-bot-api makes a Request to learn whether bodies may be streams, which they may here.
const known = Object.getOwnPropertyDescriptor(globalThis, 'Request');
define(
  'Request',
  /** The first Request is this one; from the second on they are Node's. */
  class {
    /** No header has come with the body. */
    readonly headers = new Map<string, string>();

    constructor() {
      if (known) Object.defineProperty(globalThis, 'Request', known);
    }
  },
);

function define(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
