using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>Members as the fields of a row.</summary>
internal sealed class DeferredFields(byte[] fields, DeferredColumns columns, IDeferredTarget target) : DeferredValues(target)
{
    protected override void ReadMembers(Action<string, JToken> set)
    {
        for (var at = 0; at < fields.Length;)
        {
            var (column, start, length) = FieldBuffer.Next(fields, at);
            if (columns.Matches[column].Place == ValuePlace.Deferred)
                set(columns.Matches[column].Declared ?? columns.Names[column], JsonTokens.FromText(fields.AsSpan(start, length)));
            at = start + length;
        }
    }

    protected override void ReadBeside(IterableModel model)
    {
        for (var at = 0; at < fields.Length;)
        {
            var (column, start, length) = FieldBuffer.Next(fields, at);
            if (columns.Matches[column].Place != ValuePlace.Deferred)
                model.AdditionalProperties[columns.Names[column]] = JsonTokens.FromText(fields.AsSpan(start, length));
            at = start + length;
        }
    }

    protected override Fit? ReadMember<TValue>(string name, ValueKind<TValue> kind, out TValue? value)
        where TValue : class
    {
        value = default;
        Fit? fit = Fit.Absent;
        for (var at = 0; at < fields.Length;)
        {
            var (column, start, length) = FieldBuffer.Next(fields, at);
            if (columns.Matches[column].Declared == name)
                fit = kind.FromText(fields.AsSpan(start, length), out value);
            else if (columns.Matches[column].Place == ValuePlace.Deferred)
                return null;
            at = start + length;
        }

        return fit;
    }
}

/// <summary>The columns of a table, and what they stand for.</summary>
internal sealed record DeferredColumns(string[] Names, NameMatch[] Matches)
{
    /// <summary>One that differs from a member in case stands for it when no column has its own name, and it is the first that differs.</summary>
    public static DeferredColumns Of(IReadOnlyList<string> names, Func<string, NameMatch> find)
    {
        var beside = new NameMatch(null, ValuePlace.Beside);
        var matches = names.Select(find).ToArray();
        var taken = new HashSet<NameMatch>(matches);
        for (var i = 0; i < matches.Length; i++)
        {
            if (matches[i].Other is { } other)
                matches[i] = taken.Add(other) ? other : beside;
        }

        return new DeferredColumns(names.ToArray(), matches);
    }
}
