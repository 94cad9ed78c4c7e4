namespace Iterable.Generated;

/// <summary>Members as the fields of a row.</summary>
internal sealed class DeferredFields(byte[] fields, string[] columns, IDeferredTarget target) : DeferredMembers
{
    protected override void Read(IterableModel model)
    {
        for (var at = 0; at < fields.Length;)
        {
            var (column, start, length) = FieldBuffer.Next(fields, at);
            target.Set(model, columns[column], CsvRowParser<IterableModel>.ToToken(fields.AsSpan(start, length)));
            at = start + length;
        }
    }
}
