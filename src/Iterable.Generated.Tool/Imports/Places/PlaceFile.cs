using System.Security.Cryptography;
using System.Text;
using Iterable.Generated.Tool.Hosting;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace Iterable.Generated.Tool.Imports.Places;

/// <summary>What is kept beside an input while its import is not at its end.</summary>
internal sealed class PlaceFile
{
    private const int CurrentVersion = 1;

    private static readonly JsonSerializerSettings Json = new()
    {
        ContractResolver = new DefaultContractResolver { NamingStrategy = new CamelCaseNamingStrategy() },
        Formatting = Formatting.Indented,
    };

    [JsonProperty("itblImport")]
    public int Version { get; set; } = CurrentVersion;

    /// <summary>What was asked for: the same goes on, another is refused.</summary>
    public string Asked { get; set; } = "";

    /// <summary>Tells the project from others, and not what its key is.</summary>
    public string Project { get; set; } = "";

    /// <summary>Tells the content of the input from others.</summary>
    public string Content { get; set; } = "";

    /// <summary>Where what was refused goes when the import is at its end.</summary>
    public string Rejected { get; set; } = "";

    /// <summary>How much there is of that until now.</summary>
    public long RejectedBytes { get; set; }

    public Tally Tally { get; set; } = new();

    /// <summary>What tells an input from others: its size and a hash of all of it.</summary>
    public static async Task<string> ContentOfAsync(Stream input, CancellationToken cancellationToken)
    {
        var hash = await SHA256.HashDataAsync(input, cancellationToken).ConfigureAwait(false);
        input.Position = 0;
        return FormattableString.Invariant($"{input.Length} bytes, SHA-256 {Convert.ToHexStringLower(hash)}");
    }

    /// <exception cref="ToolException">There is a file that is none of this kind.</exception>
    public static PlaceFile? Read(string path)
    {
        if (!File.Exists(path))
            return null;

        try
        {
            if (JsonConvert.DeserializeObject<PlaceFile>(File.ReadAllText(path), Json) is { Version: CurrentVersion, Tally: not null, Rejected.Length: > 0 } place)
                return place;
        }
        catch (JsonException)
        {
            // Said below.
        }

        throw ToolException.Usage($"{path} is none of this version of itbl, and its name is that of the place where an import goes on. Move it away.");
    }

    /// <summary>Puts it on the disk before this returns: all of it, or nothing.</summary>
    public void Write(string path)
    {
        var part = $"{path}.part";
        using (var file = new FileStream(part, FileMode.Create, FileAccess.Write))
        {
            file.Write(Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(this, Json) + "\n"));
            file.Flush(flushToDisk: true);
        }

        File.Move(part, path, overwrite: true);
    }
}
