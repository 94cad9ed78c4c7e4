using System.Text;
using System.Text.RegularExpressions;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Imports.Reading;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tool.Imports.Places;

/// <summary>
/// What an import refused, as lines of JSON: dead letters of the library where there was a record, else the row with what is wrong with it, and each with the line that it comes from.
/// </summary>
internal static partial class RejectedFile
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Whether a file is named as one is that an import made.</summary>
    public static bool IsNamedSo(string path) => Ending().IsMatch(path);

    /// <summary>A name that is free.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="isStream">Whether the input is a stream, whose name, where it has one, is that of nothing on a disk.</param>
    /// <exception cref="ToolException">The name that was asked for is not.</exception>
    public static string NameFor(ImportRequest request, bool isStream)
    {
        if (request.Rejected is { } asked)
        {
            return new[] { asked, $"{asked}.part" }.FirstOrDefault(Path.Exists) is { } there
                ? throw ToolException.Usage($"{there} is there already, and may hold what another import refused. Move it away, or give another name with --rejected.")
                : Path.GetFullPath(asked);
        }

        var origin = Path.GetFullPath(isStream ? "stdin" : Ending().Replace(request.Input, ""));
        for (var generation = 1; ; generation++)
        {
            var name = $"{origin}.rejected{(generation == 1 ? "" : FormattableString.Invariant($"~{generation}"))}.ndjson";
            if (!Path.Exists(name) && !Path.Exists($"{name}.part"))
                return name;
        }
    }

    /// <summary>The line for a record.</summary>
    public static async Task<byte[]> LineOfAsync<TRecord>(BulkOutcome<TRecord> outcome, InputRow row)
    {
        using var letter = new MemoryStream();
        try
        {
            await BulkDeadLetters.WriteAsync(letter, outcome).ConfigureAwait(false);
        }
        catch (InvalidOperationException)
        {
            return LineOf(row, new RowFlaw(outcome.Reason, "has a value that cannot be written as JSON"));
        }

        var line = Encoding.UTF8.GetBytes(FormattableString.Invariant($"{{\"line\":{row.Line},"));
        return [.. line, .. letter.GetBuffer().AsSpan(1, (int)letter.Length - 1)];
    }

    /// <summary>The line for a row that never became a record.</summary>
    public static byte[] LineOf(InputRow row, RowFlaw flaw)
    {
        var line = new JObject { ["line"] = row.Line };
        if (row.Values is not null)
            line["values"] = row.Values;
        else if (flaw.Text is not null)
            line["text"] = flaw.Text;
        if (!row.HasPaths)
            line["paths"] = false;
        line["kind"] = nameof(BulkOutcomeKind.Refused);
        line["reason"] = flaw.Reason.Value;
        line["problem"] = flaw.Problem;
        try
        {
            return Strict.GetBytes(JsonConvert.SerializeObject(line) + "\n");
        }
        catch (EncoderFallbackException)
        {
            return Strict.GetBytes(JsonConvert.SerializeObject(line, new JsonSerializerSettings { StringEscapeHandling = StringEscapeHandling.EscapeNonAscii }) + "\n");
        }
    }

    [GeneratedRegex(@"\.rejected(~\d+)?\.ndjson$")]
    private static partial Regex Ending();
}
