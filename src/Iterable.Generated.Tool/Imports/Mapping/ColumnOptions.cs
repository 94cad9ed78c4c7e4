using System.CommandLine;
using Iterable.Generated.Tool.Hosting;

namespace Iterable.Generated.Tool.Imports.Mapping;

/// <summary>What a user says about the columns of an input.</summary>
/// <param name="Maps">The member that a column goes to, by the name of the column.</param>
/// <param name="Types">The type of a column, by its name.</param>
/// <param name="Sets">Values of members for the rows that have none of their own.</param>
/// <param name="Only">The columns that are taken; all when empty.</param>
/// <param name="Omit">The columns that are left out.</param>
internal sealed record ColumnOptions(
    IReadOnlyDictionary<string, string> Maps, IReadOnlyDictionary<string, string> Types, IReadOnlyDictionary<string, string> Sets, IReadOnlyList<string> Only, IReadOnlyList<string> Omit)
{
    /// <summary>Every column that is spoken of, with the option that does.</summary>
    public IEnumerable<(string Option, string Column)> Columns =>
        [.. Maps.Keys.Select(column => ("--map", column)), .. Types.Keys.Select(column => ("--type", column)), .. Only.Select(column => ("--only", column)), .. Omit.Select(column => ("--omit", column))];

    public bool Takes(string column) => (Only.Count == 0 || Only.Contains(column)) && !Omit.Contains(column);

    /// <summary>Reads values of the form name=value.</summary>
    /// <exception cref="ToolException">One is of another form, or names what another one does.</exception>
    public static IReadOnlyDictionary<string, string> Pairs(ParseResult parsed, Option<string[]> option)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in parsed.GetValue(option) ?? [])
        {
            // The name of a column can have the sign in it, that of a member cannot.
            var at = option.Name == "--set" ? pair.IndexOf('=', StringComparison.Ordinal) : pair.LastIndexOf('=');
            if (at <= 0 || at == pair.Length - 1)
                throw ToolException.Usage($"{option.Name} {pair} is not of the form {option.HelpName}.");
            if (!pairs.TryAdd(pair[..at], pair[(at + 1)..]))
                throw ToolException.Usage($"{option.Name} is given twice for {pair[..at]}.");
        }

        return pairs;
    }
}
