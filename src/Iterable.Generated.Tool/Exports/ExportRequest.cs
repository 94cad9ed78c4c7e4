using System.Globalization;

namespace Iterable.Generated.Tool.Exports;

/// <summary>What an export was asked for.</summary>
internal sealed record ExportRequest
{
    public required IReadOnlyList<string> Types { get; init; }

    public required string Format { get; init; }

    public required string Folder { get; init; }

    public required AskedPeriod Period { get; init; }

    public required string How { get; init; }

    public IReadOnlyList<string> OnlyFields { get; init; } = [];

    public IReadOnlyList<string> OmitFields { get; init; } = [];

    public long? CampaignId { get; init; }

    /// <summary>Whether what an earlier run left behind is given up.</summary>
    public bool Restarts { get; init; }

    /// <summary>What makes a command the same as one before, in words.</summary>
    public string Asked => string.Join(
        ' ', [.. Types.Order(StringComparer.Ordinal), Period.Asked, .. OnlyFields.Select(name => $"--only {name}"), .. OmitFields.Select(name => $"--omit {name}"),
            .. CampaignId is { } id ? [$"--campaign {id.ToString(CultureInfo.InvariantCulture)}"] : Array.Empty<string>()]);

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
