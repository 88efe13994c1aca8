import type { Model } from './model.ts';

/** A bash script that completes command lines of spndr, and file names where nothing else fits. */
export function bashScript({ follows, valued }: Model): string {
  const commands = follows.map(({ path }) => quoted(path)).filter((path) => path !== quoted('spndr'));
  const takesValue = valued.map(({ path, flag }) => quoted(`${path} ${flag}`));
  const takesFile = follows.flatMap(({ path, takesFile }) => (takesFile ? [quoted(path)] : []));
  const withChoices = valued.filter(({ choices }) => choices !== null && choices.length > 0);
  return `# Completion of spndr for bash: source <(spndr completion bash)
_spndr() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} path=spndr words='' index
  COMPREPLY=()
  # bash takes --option=value for three words
  if [[ $current == = ]]; then current=''; fi
  if [[ $previous == = ]]; then previous=\${COMP_WORDS[COMP_CWORD-2]}; fi
  for ((index = 1; index < COMP_CWORD; index++)); do
    case "$path \${COMP_WORDS[index]}" in
      ${commands.join(' | ')}) path="$path \${COMP_WORDS[index]}" ;;
      ${takesValue.join(' | ')})
        index=$((index + 1))
        if [[ \${COMP_WORDS[index]} == = ]]; then index=$((index + 1)); fi
        ;;
    esac
  done
  case "$path $previous" in
${withChoices.map(({ path, flag, choices }) => `    ${quoted(`${path} ${flag}`)}) words=${quoted((choices ?? []).join(' '))} ;;\n`).join('')}    ${takesValue.join(' | ')}) return ;;
    *)
      case "$current $path" in
        -*) ;;
        ${takesFile.map((path) => `*' '${path}`).join(' | ')}) return ;;
      esac
      case "$path" in
${follows.map(({ path, words }) => `        ${quoted(path)}) words=${quoted(words.map(({ word }) => word).join(' '))} ;;`).join('\n')}
      esac
      ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _spndr spndr
`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
