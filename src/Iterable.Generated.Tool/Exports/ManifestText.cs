using Iterable.Generated.Tool.Hosting;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace Iterable.Generated.Tool.Exports;

/// <summary>A manifest as it is kept, and what has to hold for one that was read.</summary>
internal static class ManifestText
{
    private static readonly JsonSerializerSettings Json = new()
    {
        ContractResolver = new DefaultContractResolver { NamingStrategy = new CamelCaseNamingStrategy() },
        DateFormatString = "yyyy-MM-dd'T'HH:mm:ss'Z'",
        Formatting = Formatting.Indented,
        NullValueHandling = NullValueHandling.Ignore,
    };

    public static string Of(Manifest manifest) => JsonConvert.SerializeObject(manifest, Json);

    /// <summary>Reads one, which has to be of the same format and selection as what is asked for.</summary>
    /// <param name="text">The manifest; null where there is none yet.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="isOwn">Whether a name can be that of a part.</param>
    /// <param name="manifestAt">Where the manifest is, for people.</param>
    /// <param name="place">What it is of, for people.</param>
    /// <param name="otherwise">What to give to have another one.</param>
    /// <exception cref="ToolException">It is none of this tool, or of another export.</exception>
    public static Manifest Read(string? text, ExportRequest request, Func<string, bool> isOwn, string manifestAt, string place, string otherwise)
    {
        if (text is null)
            return new Manifest { Version = Manifest.CurrentVersion, Format = request.Format, Selection = request.Selection };

        var manifest = Parse(text, isOwn, manifestAt, otherwise);
        if (manifest.Format != request.Format)
            throw ToolException.Usage($"{place} holds an export as {manifest.Format}. Give --format {manifest.Format}, or {otherwise}.");
        if (manifest.Selection != request.Selection)
            throw ToolException.Usage($"{place} holds an export {(manifest.Selection.Length == 0 ? "of all fields and campaigns" : $"with {manifest.Selection}")}, of which this one would replace what it has not. Give the same, or {otherwise}.");
        return manifest;
    }

    private static Manifest Parse(string text, Func<string, bool> isOwn, string manifestAt, string otherwise)
    {
        try
        {
            var manifest = JsonConvert.DeserializeObject<Manifest>(text, Json);
            if (manifest is not { Version: Manifest.CurrentVersion })
                throw ToolException.Usage($"{manifestAt} is none of this version of itbl. Give {otherwise}.");

            Check(manifest, isOwn);
            return manifest;
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw ToolException.Usage($"{manifestAt} is no manifest of itbl: {e.Message} Give {otherwise}.");
        }
    }

    // What it lists is removed when its time has come: nothing but what this tool can have made.
    private static void Check(Manifest manifest, Func<string, bool> isOwn)
    {
        if (manifest.Types.Values.Contains(null!) || manifest.Run?.Types.Values.Contains(null!) == true)
            throw new FormatException("It has a type of data without what was exported of it.");
        if (manifest.Parts.Any(part => part?.File is null || !isOwn(part.File)))
            throw new FormatException("It lists a part that is none of its own.");
        foreach (var job in manifest.Run?.Types.Values.Select(type => type.Job).OfType<JobRun>() ?? [])
            _ = ExportJobCheckpoint.Parse(job.Checkpoint);
    }
}
