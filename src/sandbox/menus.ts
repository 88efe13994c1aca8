/** A command as a bot registers it. */
export interface MenuCommand {
  readonly command: string;
  readonly description: string;
}

/** The registered command menus, by scope and language. */
export class Menus {
  readonly #menus = new Map<string, readonly MenuCommand[]>();

  get(scope: string, language: string): readonly MenuCommand[] {
    return this.#menus.get(`${scope}|${language}`) ?? [];
  }

  /** An empty menu removes it. */
  set(scope: string, language: string, commands: readonly MenuCommand[]): void {
    if (commands.length === 0) this.#menus.delete(`${scope}|${language}`);
    else this.#menus.set(`${scope}|${language}`, commands);
  }

  /** The menu that a person with this language sees in a chat: the one with the narrowest scope. */
  shown(
    chat: { readonly id: number; readonly isPrivate: boolean },
    language: string,
  ): readonly MenuCommand[] {
    const kind = chat.isPrivate ? 'all_private_chats' : 'all_group_chats';
    for (const scope of [`chat ${chat.id}`, kind, 'default']) {
      for (const tongue of [language, '']) {
        const menu = this.#menus.get(`${scope}|${tongue}`);
        if (menu) return menu;
      }
    }
    return [];
  }
}
