using System.CommandLine;
using Iterable.Generated.Tool.Imports.Mapping;
using Iterable.Generated.Tool.Imports.Places;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tool.Imports.Kinds;

/// <summary>A kind of record that can be imported.</summary>
internal abstract class ImportKind
{
    /// <summary>Its name on the command line.</summary>
    public required string Name { get; init; }

    public required string Description { get; init; }

    public required RecordShape Shape { get; init; }

    /// <summary>The options that it has beside those of all kinds.</summary>
    public IReadOnlyList<Option> Options { get; init; } = [];

    public IReadOnlyList<(string Line, string Meaning)> Examples { get; init; } = [];

    /// <summary>Whether its fields are those of users, whose types the project tells.</summary>
    public bool HasUserFields { get; init; }

    /// <summary>Sends the rows of an input.</summary>
    public abstract Task<Tally> SendAsync(ImportSteps steps, CancellationToken cancellationToken);
}

/// <inheritdoc />
internal sealed class ImportKind<TRecord> : ImportKind
    where TRecord : class
{
    /// <summary>Makes a record of its JSON.</summary>
    public required Func<JObject, TRecord?> Create { get; init; }

    /// <summary>Opens its lane as the command line says.</summary>
    public required Func<IBulkClient, ParseResult, BulkFieldCheck?, IBulkLane<TRecord>> OpenLane { get; init; }

    /// <summary>Gives a record an id where it has none, so that it counts once however often it is sent.</summary>
    public Action<TRecord, string>? Identify { get; init; }

    public override Task<Tally> SendAsync(ImportSteps steps, CancellationToken cancellationToken) => new ImportRun<TRecord>(this, steps).RunAsync(cancellationToken);
}
