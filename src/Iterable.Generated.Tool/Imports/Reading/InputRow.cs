using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tool.Imports.Reading;

/// <summary>A row of the input: one of the three. Values beside a flaw are those that can be mended.</summary>
/// <param name="Line">Where it begins, from 1: the line of a file of text, the row of a Parquet file.</param>
/// <param name="Values">Its values by the names of their columns.</param>
/// <param name="Flaw">Why it cannot be read.</param>
/// <param name="Letter">A line that holds a record as it was refused.</param>
/// <param name="HasPaths">Whether a period in a name stands between the levels of nested members.</param>
internal sealed record InputRow(long Line, JObject? Values = null, RowFlaw? Flaw = null, byte[]? Letter = null, bool HasPaths = true);
