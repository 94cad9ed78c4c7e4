using System.CommandLine;
using System.CommandLine.Completions;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Tests.Support;

namespace Iterable.Generated.Tool.Tests.Hosting;

public class CommandLineTests
{
    [Test]
    public async Task The_version_is_one_line() =>
        Assert.That(await ToolRun.ToEndAsync("--version"), Is.EqualTo((ExitCode.Success, "", "")).Using<(int Code, string Output, string Errors)>((actual, _) =>
            actual.Code == ExitCode.Success && Regex.IsMatch(actual.Output, @"^\d+\.\d+\.\d+\S*\r?\n$") && actual.Errors.Length == 0));

    [Test]
    public async Task What_is_wrong_with_a_command_line_goes_to_the_error_output_alone()
    {
        var (exitCode, output, errors) = await ToolRun.ToEndAsync("serve", "--prot", "1");

        Assert.That((exitCode, output), Is.EqualTo((ExitCode.Usage, "")));
        Assert.That(errors, Does.Contain("--prot").And.Contain("itbl serve --help"));
    }

    [TestCase("--seed is empty.", "serve", "--seed", "")]
    [TestCase("--certificate is empty.", "serve", "--certificate", "")]
    [TestCase("--api-key-file is empty.", "check", "--api-key-file", "")]
    [TestCase("--out is empty.", "export", "emailOpen", "--last", "7d", "--out", "")]
    [TestCase("type is empty.", "export", "", "--last", "7d", "--out", "opens")]
    [TestCase("operation is empty.", "call", "")]
    public async Task What_is_empty_is_named(string message, params string[] arguments)
    {
        var (exitCode, output, errors) = await ToolRun.ToEndAsync(arguments);

        Assert.That((exitCode, output), Is.EqualTo((ExitCode.Usage, "")));
        Assert.That(errors, Does.StartWith(message));
    }

    [Test]
    public async Task Help_ends_with_examples_and_that_of_all_with_the_exit_codes()
    {
        await using var run = new ToolRun();
        foreach (var command in ItblCommand.Create(run.Host()).Subcommands)
        {
            var (exitCode, output, _) = await ToolRun.ToEndAsync(command.Name, "--help");
            Assert.That(exitCode, Is.EqualTo(ExitCode.Success));
            Assert.That(output, Does.Contain("Examples:").And.Contain($"itbl {command.Name}"), command.Name);
        }

        Assert.That((await ToolRun.ToEndAsync("--help")).Output, Does.Contain("Exit codes:").And.Contain("130"));
    }

    [Test]
    public async Task Every_command_of_the_page_and_of_the_help_can_be_parsed()
    {
        await using var run = new ToolRun();
        var root = ItblCommand.Create(run.Host());
        var shown = root.Subcommands.OfType<ToolCommand>().SelectMany(command => command.Examples).Select(example => example.Line)
            .Concat(Repository.PageBlocks("sh").SelectMany(block => block.Split('\n')));
        var lines = shown.SelectMany(line => Regex.Matches(line, @"(?:^|\(|\| *|(?:[A-Z_]+=\S+ )+)itbl ([^|()<>#]+)").Select(match => match.Groups[1].Value)).ToList();

        Assert.That(lines, Has.Count.GreaterThan(6));
        foreach (var line in lines)
            Assert.That(ItblCommand.Parse(root, Words(line)).Errors.Select(error => error.Message), Is.Empty, line);
    }

    // As a shell does it: what stands in single quotes is one word.
    private static List<string> Words(string line) =>
        [.. Regex.Matches(line, @"'([^']*)'|\S+").Select(match => match.Groups[1].Success ? match.Groups[1].Value : match.Value)];

    [TestCase("itbl ser", "serve")]
    [TestCase("itbl serve --ent", null)]
    [TestCase("itbl serve --enf", "--enforce-limits")]
    [TestCase("itbl completions z", "zsh")]
    public async Task A_shell_is_told_what_may_come_next(string line, string? next)
    {
        var (_, output, _) = await ToolRun.ToEndAsync($"[suggest:{line.Length}]", line);

        Assert.That(output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), next is null ? Is.Empty : Has.Member(next));
    }

    [TestCase("bash", "complete -o default -F _itbl itbl")]
    [TestCase("zsh", "compdef _itbl itbl")]
    [TestCase("pwsh", "Register-ArgumentCompleter")]
    public async Task The_script_of_a_shell_asks_the_tool(string shell, string registration)
    {
        var (exitCode, output, _) = await ToolRun.ToEndAsync("completions", shell);

        Assert.That(exitCode, Is.EqualTo(ExitCode.Success));
        Assert.That(output, Does.Contain(registration).And.Contain("[suggest:"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task Bash_completes_what_begins_as_the_word_does_and_leaves_other_words_alone()
    {
        // The tool names what has the text anywhere.
        var (_, script, _) = await ToolRun.ToEndAsync("completions", "bash");
        const string Stub = "itbl() { printf 'emailClick\nemailOpen\nsmsClick\n'; }";
        const string Words = "for word in emailC Click; do COMP_WORDS=(itbl export $word) COMP_CWORD=2 COMP_LINE=\"itbl export $word\" COMP_POINT=18; _itbl; echo \"$word: ${COMPREPLY[*]}\"; done";
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", $"{Stub}\n{script}\n{Words}"]) { RedirectStandardOutput = true })!;

        var completed = await bash.StandardOutput.ReadToEndAsync();

        Assert.That(completed, Is.EqualTo("emailC: emailClick\nClick: \n"));
    }
}
