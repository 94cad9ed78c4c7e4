using System.Globalization;
using Iterable.Generated.Tool.Hosting;

namespace Iterable.Generated.Tool.Exports;

/// <summary>What an export was asked for.</summary>
internal sealed record ExportRequest
{
    public required IReadOnlyList<string> Types { get; init; }

    public required string Format { get; init; }

    /// <summary>Where to: a folder, a file of DuckDB, or which PostgreSQL; empty for the one that the environment names.</summary>
    public required string Out { get; init; }

    /// <summary>The schema of PostgreSQL.</summary>
    public string? Schema { get; init; }

    public required AskedPeriod Period { get; init; }

    public required string How { get; init; }

    public IReadOnlyList<string> OnlyFields { get; init; } = [];

    public IReadOnlyList<string> OmitFields { get; init; } = [];

    public long? CampaignId { get; init; }

    /// <summary>Whether what an earlier run left behind is given up.</summary>
    public bool Restarts { get; init; }

    /// <summary>The fields and the campaign, as options; empty for all.</summary>
    public string Selection => string.Join(
        ' ', [.. OnlyFields.Order(StringComparer.Ordinal).Select(name => $"--only {name}"), .. OmitFields.Order(StringComparer.Ordinal).Select(name => $"--omit {name}"),
            .. CampaignId is { } id ? [$"--campaign {id.ToString(CultureInfo.InvariantCulture)}"] : Array.Empty<string>()]);

    /// <summary>What makes a command the same as one before, in words. A place is of one selection.</summary>
    public string Asked => string.Join(' ', [.. Types.Order(StringComparer.Ordinal), Period.Asked]);

    /// <summary>Asks nothing: what a client would refuse to ask is known before a place is touched.</summary>
    /// <exception cref="ToolException">Fields or campaign cannot be.</exception>
    public void Check(IterableClient iterable)
    {
        if (How != "windows" && OnlyFields.FirstOrDefault(name => name.Contains(',', StringComparison.Ordinal)) is { } several)
        {
            throw ToolException.Usage(
                $"--only {several}: a job takes what stands between commas for fields of their own. Give {string.Join(' ', several.Split(',').Select(name => $"--only {name.Trim()}"))}, or --how windows where the comma is part of the name.");
        }

        var query = Query(Types[0], DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddSeconds(1));
        query.Format = ExportFormat.Ndjson;
        try
        {
            _ = iterable.Export.ReadAsync(query);
        }
        catch (ArgumentException e)
        {
            throw ToolException.Usage($"--only, --omit or --campaign: {e.Message}");
        }
    }

    /// <summary>The question for a window.</summary>
    public ExportQuery Query(string type, DateTimeOffset start, DateTimeOffset end)
    {
        var query = new ExportQuery(new ExportDataType(type))
        {
            Start = start,
            End = end,
            CampaignId = CampaignId,
            Format = Format == "csv" ? ExportFormat.Csv : ExportFormat.Ndjson,
        };
        foreach (var name in OnlyFields)
            query.OnlyFields.Add(name);
        foreach (var name in OmitFields)
            query.OmitFields.Add(name);
        return query;
    }
}
