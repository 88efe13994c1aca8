/** The commands that the buffer, and the client behind it, make. */
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
 * A line for Redis's ACL file: the user may make these commands on the keys of this bot, or of any bot (null), and
 * nothing else. The password is the operator's to put in.
 */
export function redisAcl(user: string, botId: number | null): string {
  const keys = `~spndr:{${botId ?? '*'}:*}:updates`;
  return `user ${user} on >PASSWORD ${keys} resetchannels -@all ${commands.map((command) => `+${command}`).join(' ')}`;
}
