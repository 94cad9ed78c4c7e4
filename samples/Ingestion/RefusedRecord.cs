using Iterable.Generated;

namespace Ingestion;

/// <summary>A record that Iterable does not take as it is.</summary>
/// <param name="Id">The id of its message, under which it is a dead letter too.</param>
/// <param name="Record">The record.</param>
/// <param name="Reason">Why, as <see cref="BulkReason" /> has it.</param>
/// <param name="Detail">The fields of a wrong type, or what the call failed with.</param>
/// <param name="RefusedAt">When it was refused last, on the database's clock; null until it is in the table.</param>
public sealed record RefusedRecord(Guid Id, IngestRecord Record, string Reason, string Detail, DateTimeOffset? RefusedAt = null);
