using System.CommandLine;
using Iterable.Generated.Tool.Hosting;

namespace Iterable.Generated.Tool.Completions;

/// <summary><c>itbl completions</c>: the script that lets a shell ask the tool what may come next.</summary>
internal static class CompletionsCommand
{
    private const string Bash = """
        _itbl() {
          local IFS=$'\n'
          COMPREPLY=($(compgen -W "$(itbl "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _itbl itbl
        """;

    private const string Zsh = """
        _itbl() {
          local -a words_of_itbl
          words_of_itbl=("${(@f)$(itbl "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
          if [[ -n "${words_of_itbl[1]}" ]]; then compadd -- "${words_of_itbl[@]}"; else _files; fi
        }
        compdef _itbl itbl
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName itbl -ScriptBlock {
          param($word, $line, $cursor)
          itbl "[suggest:$cursor]" "$line" 2>$null | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }
        """;

    public static Command Create(ToolHost host)
    {
        var shell = new Argument<string>("shell") { Description = "The shell: bash, zsh or pwsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "pwsh");
        var command = new ToolCommand(
            "completions",
            "Writes the script that completes commands, options and names in a shell.",
            ("source <(itbl completions bash)", "in ~/.bashrc"),
            ("source <(itbl completions zsh)", "in ~/.zshrc, after compinit"),
            ("itbl completions pwsh | Out-String | Invoke-Expression", "in $PROFILE"))
        {
            shell,
        };
        command.SetAction(parsed =>
        {
            host.Out.WriteLine(parsed.GetValue(shell) switch { "bash" => Bash, "zsh" => Zsh, _ => PowerShell });
            return ExitCode.Success;
        });
        return command;
    }
}
