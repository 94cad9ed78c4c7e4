namespace Iterable.Generated.Tool.Imports.Reading;

/// <summary>Reads the rows of an input, once, from its beginning.</summary>
internal abstract class RowReader
{
    /// <summary>Whether values are texts, whatever they stand for.</summary>
    public virtual bool IsText => false;

    /// <summary>The part of the input that is read, from 0 to 1; null where that cannot be told.</summary>
    public abstract double? Fraction { get; }

    /// <summary>The names of the columns, in the order of the file; null where each row has its own.</summary>
    /// <exception cref="Hosting.ToolException">The input is not of the format.</exception>
    public virtual Task<IReadOnlyList<string>?> ReadColumnsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>?>(null);

    /// <summary>Reads the rows; those that cannot be read are among them, with what is wrong.</summary>
    /// <param name="skip">How many rows are passed over at the beginning.</param>
    /// <param name="cancellationToken">Ends the reading, also while it waits for more.</param>
    /// <exception cref="Hosting.ToolException">The input is not of the format.</exception>
    public abstract IAsyncEnumerable<InputRow> ReadAsync(long skip, CancellationToken cancellationToken);

    /// <summary>How much of a stream was read.</summary>
    protected static double? PartOf(Stream input) => input is { CanSeek: true, Length: > 0 } ? (double)input.Position / input.Length : null;
}
