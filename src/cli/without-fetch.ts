/**
 * Keeps libraries from loading Node's own fetch, which takes 2 MB of memory and 20 ms of each start. spndr uses
 * node:http; libraries use these globals only to detect the runtime.
 */

// pg makes a Response unless there is a navigator, as from Node 21 on
if (!('navigator' in globalThis)) define('navigator', { userAgent: `Node.js/${process.versions.node}` });

// node-telegram-bot-api makes a Request to learn whether bodies may be streams, which they may here
const known = Object.getOwnPropertyDescriptor(globalThis, 'Request');
define(
  'Request',
  /** Used for the first Request only; later ones are Node's. */
  class {
    /** No header was derived from the body. */
    readonly headers = new Map<string, string>();

    constructor() {
      if (known) Object.defineProperty(globalThis, 'Request', known);
    }
  },
);

function define(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
