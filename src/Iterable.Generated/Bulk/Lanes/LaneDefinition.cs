using Newtonsoft.Json;

namespace Iterable.Generated;

/// <summary>What a lane is: a kind of record, and the operation that takes it.</summary>
internal sealed class LaneDefinition<TRecord>
{
    public IterableOperation Operation { get; init; } = null!;

    /// <summary>Begins a request, with all but its body.</summary>
    public Func<IterableRequest> CreateRequest { get; init; } = null!;

    public RecordEnvelope Envelope { get; init; } = null!;

    /// <summary>Writes a record as it stands in a body.</summary>
    public Action<JsonWriter, TRecord> Write { get; init; } = null!;

    /// <summary>Makes a call, and reads the answer; null where the answer only confirms the call.</summary>
    public Func<CallInvoker, IterableRequest, CancellationToken, Task<IBulkAnswer?>> SendAsync { get; init; } = null!;

    /// <summary>The members that name what a record is about. One of them has to be there; a batch holds each name once.</summary>
    public RecordMember<TRecord>[] Identifiers { get; init; } = null!;

    /// <summary>Another member that answers name records by, but that many can share.</summary>
    public RecordMember<TRecord>? Kind { get; init; }

    /// <summary>Gives a record an id where it has none, which makes it safe to send again.</summary>
    public Action<TRecord>? Complete { get; init; }

    /// <summary>The member of a record that holds its free-form fields; null where the record is nothing else.</summary>
    public string? Fields { get; init; }

    /// <summary>What looks at the fields of a record before it is sent.</summary>
    public BulkFieldCheck? Check { get; init; }

    /// <summary>Whether its records name lists, so that one the project does not have is the fault of a record.</summary>
    public bool NamesLists { get; init; }

    /// <summary>Whether ids that differ in case are different.</summary>
    public bool ExactIds => Operation.Bulk?.ExactIds ?? false;
}

/// <summary>A member of a record that says what the record is about.</summary>
/// <param name="name">Its name on the wire.</param>
/// <param name="get">Reads it.</param>
internal sealed class RecordMember<TRecord>(string name, Func<TRecord, string?> get)
{
    public string Name { get; } = name;

    public RecordName Of(TRecord record, bool isExact) => get(record) is { } text ? new RecordName(Name, text, isExact) : default;
}
