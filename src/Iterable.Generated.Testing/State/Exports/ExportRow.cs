using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>One record of an export: when it happened, and its columns. Times inside are <see cref="DateTimeOffset" />.</summary>
internal sealed record ExportRow(DateTimeOffset Time, JObject Columns);
