/** What writes the rows of a backup: pg_dump, spndr itself (`snapshot`), or pg_dump if it can (`auto`). */
export const formats = ['auto', 'pg_dump', 'snapshot'] as const;
export type Format = (typeof formats)[number];
