import type { Model } from './model.ts';

/** A fish script that completes command lines of spndr, to be ~/.config/fish/completions/spndr.fish or sourced. */
export function fishScript({ follows, valued }: Model): string {
  const commands = follows.map(({ path }) => quoted(path)).filter((path) => path !== quoted('spndr'));
  const takesValue = valued.map(({ path, flag }) => quoted(`${path} ${flag}`));
  const values = new Map(valued.map((one) => [`${one.path} ${one.flag}`, one.choices]));
  const lines = follows.flatMap(({ path, words }) =>
    words.map(({ word, about, isCommand }) => {
      const here = `complete -c spndr -n ${quoted(`__spndr_is_at ${quoted(path)}`)} -d ${quoted(about)}`;
      if (isCommand) return `${here} -f -a ${quoted(word)}`;
      const flag = word.startsWith('--') ? `-l ${word.slice(2)}` : `-s ${word.slice(1)}`;
      const choices = values.get(`${path} ${word}`);
      if (choices === undefined) return `${here} ${flag}`;
      const given = choices === null ? '-F' : `-x -a ${quoted(choices.join(' '))}`;
      return `${here} ${flag} -r ${given}`;
    }),
  );
  return `# Completion of spndr for fish: spndr completion fish > ~/.config/fish/completions/spndr.fish
function __spndr_is_at
  set -l location spndr
  set -l skip 0
  for word in (commandline -opc)[2..-1]
    if test $skip = 1
      set skip 0
      continue
    end
    switch "$location $word"
      case ${commands.join(' ')}
        set location "$location $word"
      case ${takesValue.join(' ')}
        set skip 1
    end
  end
  test "$location" = "$argv[1]"
end
${lines.join('\n')}
`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
