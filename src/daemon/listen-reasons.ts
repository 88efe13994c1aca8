/** By error code: why listening on a port failed, and what to do about it. */
export const listenReasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program already does, stop it',
  EACCES: 'only root may use this port, take one above 1023',
  EADDRNOTAVAIL: 'this machine has no such address, take one that it has',
  ENOTFOUND: 'the host is unknown, take an address of this machine',
};
