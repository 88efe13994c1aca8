/** The file is no backup, or is damaged; nothing was done with it. `how` completes "the backup ...". */
export class DamagedBackup extends Error {
  override readonly name = 'DamagedBackup';
  constructor(how: string, options?: ErrorOptions) {
    super(`the backup ${how}: use another backup, or copy this one again from where it was made`, options);
  }
}
