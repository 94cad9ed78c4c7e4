namespace Iterable.Generator.Upstream;

/// <summary>Holds the calls of a client in JavaScript against the operations of a document.</summary>
internal sealed class UpstreamCalls(JObject document)
{
    private readonly IReadOnlyList<string[]> _operations = [.. document.AllOperations().Select(operation => Segments(document.CallOf(operation))).DistinctBy(Joined)];

    /// <summary>Reports what the document lacks, and what cannot be read, as errors; returns what had to be taken for something.</summary>
    public IReadOnlyList<string> Check(IEnumerable<JavaScriptCall> calls, DiagnosticBag diagnostics)
    {
        var taken = new List<string>();
        foreach (var call in calls.DistinctBy(call => call is { Method: { } method, Path: { } path } ? $"{method} {path}" : call.At.ToString()))
        {
            if (call is not { Method: { } method, Path: { } path })
            {
                diagnostics.Error(DiagnosticCode.UnreadableCall, "Here begins a path of the API, and how it is called cannot be read. Look what the code does, and teach it to generator/Upstream.", call.At);
                continue;
            }

            var own = Segments($"{method} {path}");
            if (_operations.Any(operation => Fits(operation, own, choices: false)))
                continue;

            var chosen = _operations.Where(operation => Fits(operation, own, choices: true)).Select(Joined).Order(StringComparer.Ordinal).ToList();
            if (chosen.Count == 0)
                diagnostics.Error(DiagnosticCode.MissingCall, $"The client calls {method} {path}, which the specifications lack. Add it in an overlay of specs/overlays/tags.", call.At);
            else
                taken.Add($"{method} {path} is taken for {string.Join(", ", chosen)}.");
        }

        return taken;
    }

    // A value of the client's can also be a word that it chooses: the medium of a template.
    private static bool Fits(string[] operation, string[] call, bool choices) =>
        operation.Length == call.Length && operation.Zip(call, (own, other) => own == other || (own is not "{}" && other is "{}" && choices)).All(fits => fits);

    private static string[] Segments(string name) => [.. name.Split('/').Select(segment => segment.StartsWith('{') ? "{}" : segment)];

    private static string Joined(string[] operation) => string.Join('/', operation);
}
