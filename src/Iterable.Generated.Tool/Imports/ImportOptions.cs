using System.CommandLine;
using System.CommandLine.Parsing;
using System.Security.Cryptography;
using System.Text;
using Iterable.Generated.Tool.Connections;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Imports.Kinds;
using Iterable.Generated.Tool.Imports.Mapping;
using Iterable.Generated.Tool.Imports.Places;

namespace Iterable.Generated.Tool.Imports;

/// <summary>The options that an import has, whatever it imports.</summary>
internal sealed class ImportOptions
{
    private const string RejectedFormat = "rejected";

    private readonly Argument<string?> _file = new("file") { Description = "CSV, NDJSON or Parquet; - is the standard input.", HelpName = "file", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _retry = new("--retry") { Description = "Sends again what an import refused: a file that --rejected named, or one named after its input.", HelpName = "file" };
    private readonly Option<string?> _format = new("--format") { Description = "csv, ndjson or parquet. Without it the name of the file says it.", HelpName = "format" };
    private readonly Option<string?> _delimiter = new("--delimiter") { Description = "What stands between the fields of CSV; tab is a name. Without it the first lines say it.", HelpName = "character" };
    private readonly Option<string[]> _map = new("--map") { Description = "The member that a column goes to, with periods between levels: --map City=address.city. Without it, that of its name.", HelpName = "column=member" };
    private readonly Option<string[]> _type = new("--type") { Description = $"The type of a column, where the project does not tell: {string.Join(", ", TextValue.Types)}.", HelpName = "column=type" };
    private readonly Option<string[]> _set = new("--set") { Description = "The value of a member for rows that have none.", HelpName = "member=value" };
    private readonly Option<string[]> _only = new("--only") { Description = "A column to import, and no other but those given so.", HelpName = "column" };
    private readonly Option<string[]> _omit = new("--omit") { Description = "A column to leave out.", HelpName = "column" };
    private readonly Option<string?> _rejected = new("--rejected") { Description = "The file for what is refused. Without it, one beside the input; of a stream, stdin.rejected.ndjson in the current folder.", HelpName = "file" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Says what would be sent and what would be refused, and sends nothing." };
    private readonly Option<bool> _restart = new("--restart") { Description = "Gives up an unfinished import of the file and begins anew." };
    private readonly Option<bool> _json = new("--json") { Description = "Says at the end what became of the rows as one line of JSON." };

    public void AddTo(Command command)
    {
        _format.AcceptOnlyFromAmong("csv", "ndjson", "parquet");
        command.Add(_file);
        foreach (var option in new Option[] { _retry, _format, _delimiter, _map, _type, _set, _only, _omit, _rejected, _dryRun, _restart, _json })
            command.Add(option);
    }

    /// <exception cref="ToolException">The options contradict each other, or something is missing.</exception>
    public ImportRequest Read(ParseResult parsed, ImportKind kind, Connection project)
    {
        var (file, retry) = (parsed.GetValue(_file), parsed.GetValue(_retry));
        if ((file is null) == (retry is null))
            throw ToolException.Usage("Which file? Give one, - for the standard input, or one with --retry.");

        var input = retry ?? file!;
        var format = retry is null ? Format(parsed, input) : RejectedFormat;
        return new ImportRequest
        {
            Input = input,
            Format = format,
            Delimiter = Delimiter(parsed.GetValue(_delimiter), input),
            Columns = new ColumnOptions(
                ColumnOptions.Pairs(parsed, _map), ColumnOptions.Pairs(parsed, _type), ColumnOptions.Pairs(parsed, _set), parsed.GetValue(_only) ?? [], parsed.GetValue(_omit) ?? []),
            Rejected = parsed.GetValue(_rejected),
            Restarts = parsed.GetValue(_restart),
            IsDryRun = parsed.GetValue(_dryRun),
            IsJson = parsed.GetValue(_json),
            Asked = Asked(parsed, kind),
            Made = Made(parsed, kind, format, Delimiter(parsed.GetValue(_delimiter), input)),
            Kept = Kept(parsed),
            Project = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{project.Address}\n{project.Options.ApiKey}")))[..16],
        };
    }

    private string Format(ParseResult parsed, string input) => parsed.GetValue(_format) ?? (Path.GetExtension(input).ToUpperInvariant() switch
    {
        _ when RejectedFile.IsNamedSo(input) => RejectedFormat,
        ".CSV" or ".TSV" => "csv",
        ".NDJSON" or ".JSONL" or ".JSON" => "ndjson",
        ".PARQUET" => "parquet",
        _ => throw ToolException.Usage($"Of what format is {(input == "-" ? "the standard input" : input)}? Give --format csv, ndjson or parquet."),
    });

    private static char? Delimiter(string? said, string input) => said switch
    {
        null => Path.GetExtension(input).Equals(".tsv", StringComparison.OrdinalIgnoreCase) ? '\t' : null,
        "tab" or "\\t" => '\t',
        [var character] when char.IsAscii(character) && !char.IsLetterOrDigit(character) && character is not ('"' or '\r' or '\n') => character,
        _ => throw ToolException.Usage($"--delimiter is {said}, and should be one ASCII character that is no quote, letter or digit, or tab."),
    };

    // What changes what is made of a row, or where it goes.
    private string Asked(ParseResult parsed, ImportKind kind) =>
        string.Join(' ', [kind.Name, .. Said(parsed, [_retry, _format, _delimiter, _map, _type, _set, _only, _omit, _rejected, .. kind.Options])]);

    // Of that, what changes a record: however it was said, and in whatever order.
    private string Made(ParseResult parsed, ImportKind kind, string format, char? delimiter) =>
        string.Join('\0', [kind.Name, format, $"{delimiter}", .. Said(parsed, [_map, _type, _set, _only, _omit]).Order(StringComparer.Ordinal)]);

    // Where a file is and how it is read is of that file alone, and a key is shown to nobody.
    private IReadOnlyList<string> Kept(ParseResult parsed)
    {
        string[] others = [_retry.Name, _format.Name, _delimiter.Name, _rejected.Name, _restart.Name, "--api-key"];
        return [.. parsed.CommandResult.Children.OfType<OptionResult>().Where(result => !result.Implicit && !others.Contains(result.Option.Name))
            .SelectMany(result => result.Tokens.Count == 0 ? [result.Option.Name] : result.Tokens.SelectMany(token => new[] { result.Option.Name, token.Value }))];
    }

    private static IEnumerable<string> Said(ParseResult parsed, IEnumerable<Option> options) =>
        options.Select(parsed.GetResult).OfType<OptionResult>().Where(result => !result.Implicit)
            .SelectMany(result => result.Tokens.Count == 0 ? [result.Option.Name] : result.Tokens.Select(token => $"{result.Option.Name} {token.Value}"));
}
