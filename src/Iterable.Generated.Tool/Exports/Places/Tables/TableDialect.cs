using System.Text.Json;
using Iterable.Generated.Tool.Exports.Parts;

namespace Iterable.Generated.Tool.Exports.Places.Tables;

/// <summary>How a database wants tables to be called, and what their columns are.</summary>
internal sealed class TableDialect
{
    private readonly string? _schema;
    private readonly Func<string, string> _name;
    private readonly bool _isIndexed;

    private TableDialect(string? schema, Func<string, string> name, StringComparer names, int longestName, bool isIndexed, (string Text, string Integer, string Time, string Json) types)
    {
        (_schema, _name, Names, LongestName, _isIndexed) = (schema, name, names, longestName, isIndexed);
        Columns =
        [
            .. KnownColumns.All.Select(column => (name(column.Name), column.Kind switch { ColumnKind.Integer => types.Integer, ColumnKind.Time => types.Time, _ => types.Text })),
            ("rest", types.Json),
            (Part, types.Text),
        ];
        Text = types.Text;
    }

    /// <summary>The column that says which part a row belongs to.</summary>
    public const string Part = "_part";

    /// <summary>DuckDB: names as they are, whose case does not count, in the schema that the file has. It finds the rows of a part without an index.</summary>
    public static TableDialect DuckDb { get; } =
        new(null, name => name, StringComparer.OrdinalIgnoreCase, int.MaxValue, isIndexed: false, ("VARCHAR", "BIGINT", "TIMESTAMP WITH TIME ZONE", "VARCHAR"));

    /// <summary>
    /// PostgreSQL: small letters with underscores, which need no quotes. What is left of a record is json: it keeps the bytes, and takes the numbers and
    /// escapes that jsonb refuses.
    /// </summary>
    public static TableDialect PostgreSql(string schema) =>
        new(schema, JsonNamingPolicy.SnakeCaseLower.ConvertName, StringComparer.Ordinal, 63, isIndexed: true, ("text", "bigint", "timestamp with time zone", "json"));

    /// <summary>The columns of every table, in order.</summary>
    public IReadOnlyList<(string Name, string Type)> Columns { get; }

    /// <summary>The type of a text.</summary>
    public string Text { get; }

    /// <summary>Tells names apart.</summary>
    public StringComparer Names { get; }

    /// <summary>How many characters a name can have.</summary>
    public int LongestName { get; }

    /// <summary>The schema, where a catalog of the database is asked for it.</summary>
    public string Schema => _schema ?? "main";

    /// <summary>The names of all columns, for a statement.</summary>
    public string ColumnNames => string.Join(", ", Columns.Select(column => Quoted(column.Name)));

    /// <summary>The table of a type of data.</summary>
    public string NameOf(string type) => _name(type);

    /// <summary>A table, for a statement.</summary>
    public string Table(string name) => _schema is null ? Quoted(name) : $"{Quoted(_schema)}.{Quoted(name)}";

    /// <summary>The statement that makes a table.</summary>
    public string Create(string name) => $"create table if not exists {Table(name)} ({string.Join(", ", Columns.Select(column => $"{Quoted(column.Name)} {column.Type}"))})";

    /// <summary>The statements that make a table in which rows are replaced by their parts.</summary>
    public string CreateForParts(string name) => _isIndexed ? $"{Create(name)}; create index on {Table(name)} ({Part})" : Create(name);

    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A condition for the rows of some parts.</summary>
    public static string IsOf(IEnumerable<string> parts) => $"{Part} in ({string.Join(", ", parts.Select(part => $"'{part.Replace("'", "''", StringComparison.Ordinal)}'"))})";
}
