import { afterAll, afterEach, beforeAll } from 'vitest';
import { createWorld, signUp, type TestPerson, type World } from './chat.ts';

type Options = Parameters<typeof createWorld>[0];

/** A world for the tests of one file, from their `beforeAll` on. */
export interface SharedWorld extends Omit<World, 'close'> {
  /** Somebody who has just signed up, with an address of that name; another one each time where none is given. */
  newcomer(name?: string | null, options?: Parameters<World['person']>[1]): Promise<TestPerson>;
}

/** The world that a test has opened. */
export interface OwnWorld extends Omit<World, 'close'> {
  open(options?: Options): Promise<void>;
  /** Opens one in which somebody has an account, home@example.com, and fulfils with them. */
  household(options?: Options): Promise<TestPerson>;
}

/** Gives the tests of the file that calls it a world, and closes it behind them. */
export function useWorld(): SharedWorld {
  let world: World;
  let newcomers = 0;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.close());
  return Object.assign(
    standingFor(() => world),
    {
      async newcomer(name: string | null = null, options: Parameters<World['person']>[1] = {}) {
        newcomers += 1;
        const own = name ?? `newcomer-${newcomers}`;
        const person = world.person(own, options);
        await signUp(person, `${own}@example.com`);
        return person;
      },
    },
  );
}

/** For a file whose tests open a world each: closes it behind each of them. */
export function useOwnWorlds(): OwnWorld {
  let world: World;
  afterEach(() => world.close());
  const open = async (options: Options = {}) => {
    world = await createWorld(options);
  };
  return Object.assign(
    standingFor(() => world),
    {
      open,
      async household(options: Options = {}) {
        await open(options);
        const owner = world.person('owner');
        await signUp(owner, 'home@example.com');
        return owner;
      },
    },
  );
}

/** What a world has, of whichever is the present one. */
function standingFor(present: () => World): Omit<World, 'close'> {
  return {
    get at() {
      return present().at;
    },
    get database() {
      return present().database;
    },
    get works() {
      return present().works;
    },
    get said() {
      return present().said;
    },
    get replies() {
      return present().replies;
    },
    person: (name, options) => present().person(name, options),
    endBeforeAnswer: (incoming) => present().endBeforeAnswer(incoming),
  };
}
