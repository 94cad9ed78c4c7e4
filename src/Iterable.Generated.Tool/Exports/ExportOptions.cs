using System.CommandLine;
using System.Reflection;
using Iterable.Generated.Tool.Hosting;

namespace Iterable.Generated.Tool.Exports;

/// <summary>The options of <c>itbl export</c>.</summary>
internal sealed class ExportOptions
{
    private const string Postgres = "postgres";

    private readonly Argument<string[]> _types = new("type") { Description = "What to export, such as emailOpen, customEvent or user; completion lists the types.", HelpName = "type", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _from = new("--from") { Description = "The start of the period, inclusive. Without an offset times are UTC.", HelpName = "time" };
    private readonly Option<string?> _to = new("--to") { Description = "The end of the period, exclusive. Without it, now.", HelpName = "time" };
    private readonly Option<string?> _last = new("--last") { Description = "A period up to --to, such as 7d or 12h.", HelpName = "length" };
    private readonly Option<string?> _range = new("--range") { Description = "today or yesterday, in days of UTC.", HelpName = "name" };
    private readonly Option<bool> _sinceLast = new("--since-last") { Description = "From where the last export to the same place ended, less --look-back. With --from it begins there the first time." };
    private readonly Option<string> _lookBack = new("--look-back") { Description = "How much of what was exported --since-last exports again, since records come late.", HelpName = "length", DefaultValueFactory = _ => "1h" };
    private readonly Option<string> _format = new("--format") { Description = "ndjson, csv, parquet, duckdb or postgres.", HelpName = "format", DefaultValueFactory = _ => "ndjson" };
    private readonly Option<string?> _out = new("--out", "-o") { Description = "The folder to export to, one of its own for each format; with --format duckdb the file; with postgres an address or a connection string, where ITERABLE_POSTGRES, PGHOST and others do not say it.", HelpName = "where" };
    private readonly Option<string?> _schema = new("--schema") { Description = "The schema of PostgreSQL, made where it is not there. Without it, iterable.", HelpName = "name" };
    private readonly Option<string> _how = new("--how") { Description = "windows (calls, up to some 100 MB), jobs (at the service), or auto, which begins with windows and leaves a large rest to jobs.", HelpName = "way", DefaultValueFactory = _ => "auto" };
    private readonly Option<string[]> _only = new("--only") { Description = "A field to export, and no other but those given so: --only email --only campaignId.", HelpName = "field" };
    private readonly Option<string[]> _omit = new("--omit") { Description = "A field to leave out.", HelpName = "field" };
    private readonly Option<long?> _campaign = new("--campaign") { Description = "The campaign to export data of.", HelpName = "id" };
    private readonly Option<bool> _restart = new("--restart") { Description = "Gives up an unfinished export of the same place and begins anew." };

    public void AddTo(Command command)
    {
        _types.CompletionSources.Add(_ => Known);
        _types.Validators.Add(result =>
        {
            foreach (var type in result.Tokens.Where(token => !token.Value.All(char.IsAsciiLetterOrDigit)))
                result.AddError($"{type.Value} is no type of data.");
        });
        _format.AcceptOnlyFromAmong("ndjson", "csv", "parquet", "duckdb", Postgres);
        _how.AcceptOnlyFromAmong("auto", "windows", "jobs");
        _range.AcceptOnlyFromAmong("today", "yesterday");
        command.Add(_types);
        foreach (var option in new Option[] { _from, _to, _last, _range, _sinceLast, _lookBack, _format, _out, _schema, _how, _only, _omit, _campaign, _restart })
            command.Add(option);
    }

    /// <exception cref="ToolException">Where to is not said, or said twice.</exception>
    public ExportRequest Read(ParseResult parsed) => new()
    {
        Types = [.. parsed.GetValue(_types)!.Distinct(StringComparer.Ordinal)],
        Format = parsed.GetValue(_format)!,
        Out = Out(parsed),
        Schema = Schema(parsed),
        Period = new AskedPeriod(
            parsed.GetValue(_from), parsed.GetValue(_to), parsed.GetValue(_last), parsed.GetValue(_range), parsed.GetValue(_sinceLast), parsed.GetValue(_lookBack)!),
        How = parsed.GetValue(_how)!,
        OnlyFields = parsed.GetValue(_only) ?? [],
        OmitFields = parsed.GetValue(_omit) ?? [],
        CampaignId = parsed.GetValue(_campaign),
        Restarts = parsed.GetValue(_restart),
    };

    private string Out(ParseResult parsed) => parsed.GetValue(_out) ?? (parsed.GetValue(_format) == Postgres
        ? ""
        : throw ToolException.Usage($"Where to? Give {(parsed.GetValue(_format) == "duckdb" ? "a file" : "a folder")} with --out."));

    private string? Schema(ParseResult parsed) => parsed.GetValue(_schema) is { } schema && parsed.GetValue(_format) != Postgres
        ? throw ToolException.Usage($"--schema is {schema}, and there is one with --format postgres alone.")
        : parsed.GetValue(_schema);

    /// <summary>The types that this version knows; the service may have others.</summary>
    public static IEnumerable<string> Known => typeof(ExportDataType)
        .GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Where(property => property.PropertyType == typeof(ExportDataType))
        .Select(property => ((ExportDataType)property.GetValue(null)!).Value);
}
