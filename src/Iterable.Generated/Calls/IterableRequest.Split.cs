using System.Text;

namespace Iterable.Generated;

/// <content>A list in the query whose values can go out in several requests.</content>
internal sealed partial class IterableRequest
{
    /// <summary>The service answered 414 to an address of campaign metrics that was longer.</summary>
    public const int LongestAddress = 2048;

    private List<SplitList>? _splits;

    /// <summary>Adds a list as <see cref="Query(string, IEnumerable{long})" /> does, which <see cref="Split" /> may cut.</summary>
    public IterableRequest SplitQuery(string name, IEnumerable<long>? values)
    {
        var texts = (values ?? []).Select(WireText.From).ToArray();
        if (texts.Length == 0)
            return this;

        var start = _query?.Length ?? 0;
        Query(name, texts);
        (_splits ??= new(2)).Add(new SplitList(name, texts, start, _query!.Length));
        return this;
    }

    /// <summary>This request, or several that ask for the same together, each with an address the service takes.</summary>
    /// <exception cref="ArgumentException">There are two lists, which the values of one of them cannot make up for.</exception>
    public IReadOnlyList<IterableRequest> Split(ApiBaseAddress baseAddress)
    {
        var length = baseAddress.Uri.AbsoluteUri.Length + _path.TrimStart('/').Length + (_query?.Length ?? 0);
        if (_splits is null || length <= LongestAddress)
            return [this];

        if (_splits.Count > 1)
        {
            throw new ArgumentException(
                $"{Operation} cannot be sent: its address would have {length} characters, and the service takes {LongestAddress}. "
                + $"Give {string.Join(" or ", _splits.Select(each => each.Name))} alone, which goes out in several calls then; of two lists that is not possible.",
                _splits[0].Name);
        }

        var list = _splits[0];
        var query = _query!.ToString();
        return [.. Cut(list, LongestAddress - (length - (list.End - list.Start))).Select(values => new IterableRequest(Operation)
        {
            _path = _path,
            _pathValues = _pathValues,
            _query = new StringBuilder(query.Substring(0, list.Start)).Append(values).Append(query, list.End, query.Length - list.End),
        })];
    }

    private static IEnumerable<string> Cut(SplitList list, int longest)
    {
        var part = new StringBuilder();
        // One call answers an id once, however often it is given; several would answer it each.
        foreach (var value in list.Values.Distinct(StringComparer.Ordinal))
        {
            var text = Uri.EscapeDataString(list.Name) + "=" + Uri.EscapeDataString(value);
            if (part.Length > 0 && part.Length + 1 + text.Length > longest)
            {
                yield return part.ToString();
                part.Clear();
            }

            part.Append(part.Length > 0 || list.Start > 0 ? '&' : '?').Append(text);
        }

        yield return part.ToString();
    }

    /// <summary>Where the values of a list stand in the query.</summary>
    private sealed record SplitList(string Name, string[] Values, int Start, int End);
}
