namespace Iterable.Generated;

/// <summary>What records are read as when only their number and form count: every value is checked and passed over.</summary>
internal sealed class NoRecord;

/// <summary>What records are read as when not even their form counts.</summary>
internal sealed class AnyRecord
{
    public static AnyRecord Instance { get; } = new();
}
