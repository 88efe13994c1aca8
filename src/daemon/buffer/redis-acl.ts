/** The Redis commands that the buffer and its client library use. */
const commands = [
  'multi',
  'exec',
  'discard',
  'xadd',
  'xrange',
  'xdel',
  'xlen',
  'ping',
  'info',
  'select',
  'hello',
  'auth',
  'client|setname',
  'cluster|slots',
  'cluster|shards',
  'cluster|info',
  'readonly',
  'readwrite',
];

/**
 * A line for Redis's ACL file that lets `user` run only these commands, and only on the keys of this bot (null: of any
 * bot). The operator has to replace PASSWORD.
 */
export function redisAcl(user: string, botId: number | null): string {
  const keys = `~spndr:{${botId ?? '*'}:*}:updates`;
  return `user ${user} on >PASSWORD ${keys} resetchannels -@all ${commands.map((command) => `+${command}`).join(' ')}`;
}
