import type { Model } from './model.ts';

/**
 * A zsh script that completes command lines of spndr, to be a file _spndr in a folder of $fpath, or sourced after
 * compinit.
 */
export function zshScript({ follows, valued }: Model): string {
  const commands = follows.map(({ path }) => quoted(path)).filter((path) => path !== quoted('spndr'));
  const takesValue = valued.map(({ path, flag }) => quoted(`${path} ${flag}`));
  const takesFile = follows.flatMap(({ path, takesFile }) => (takesFile ? [quoted(path)] : []));
  const withChoices = valued.filter(({ choices }) => choices !== null && choices.length > 0);
  return `#compdef spndr
# Completion of spndr for zsh: spndr completion zsh > a folder of $fpath/_spndr
_spndr() {
  local location=spndr previous=\${words[CURRENT-1]} index
  local -a found
  for ((index = 2; index < CURRENT; index++)); do
    case "$location \${words[index]}" in
      (${commands.join('|')}) location="$location \${words[index]}" ;;
      (${takesValue.join('|')}) index=$((index + 1)) ;;
    esac
  done
  if compset -P '--*='; then previous=\${words[CURRENT]%%=*}; fi
  case "$location $previous" in
${withChoices.map(({ path, flag, choices }) => `    (${quoted(`${path} ${flag}`)}) compadd -- ${(choices ?? []).map(quoted).join(' ')}; return ;;\n`).join('')}    (${takesValue.join('|')}) _files; return ;;
  esac
  case "\${words[CURRENT]} $location" in
    (-*) ;;
    (${takesFile.map((path) => `*' '${path}`).join('|')}) _files; return ;;
  esac
  case "$location" in
${follows
  .map(({ path, words }) => {
    const found = words.map(({ word, about }) => quoted(`${word.replaceAll(':', '\\:')}:${about}`));
    return `    (${quoted(path)}) found=(${found.join(' ')}) ;;`;
  })
  .join('\n')}
  esac
  _describe 'spndr' found || _files
}
if [[ $funcstack[1] = _spndr ]]; then _spndr "$@"; else compdef _spndr spndr; fi
`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
