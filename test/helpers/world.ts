import { afterAll, beforeAll } from 'vitest';
import { createWorld, signUp, type TestPerson, type World } from './chat.ts';

/** A world for the tests of one file, from their `beforeAll` on. */
export interface SharedWorld extends Omit<World, 'close'> {
  /** Somebody who has just signed up, with an address of that name; another one each time where none is given. */
  newcomer(name?: string | null, options?: Parameters<World['person']>[1]): Promise<TestPerson>;
}

/** Gives the tests of the file that calls it a world, and closes it behind them. */
export function useWorld(): SharedWorld {
  let world: World;
  let newcomers = 0;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.close());
  return {
    get at() {
      return world.at;
    },
    get database() {
      return world.database;
    },
    get works() {
      return world.works;
    },
    get said() {
      return world.said;
    },
    get replies() {
      return world.replies;
    },
    person: (name, options) => world.person(name, options),
    endBeforeAnswer: (incoming) => world.endBeforeAnswer(incoming),
    async newcomer(name, options) {
      newcomers += 1;
      const own = name ?? `newcomer-${newcomers}`;
      const person = world.person(own, options);
      await signUp(person, `${own}@example.com`);
      return person;
    },
  };
}
