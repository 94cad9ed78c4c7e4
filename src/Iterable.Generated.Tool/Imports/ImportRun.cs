using System.Runtime.CompilerServices;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Imports.Kinds;
using Iterable.Generated.Tool.Imports.Places;
using Iterable.Generated.Tool.Imports.Reading;
using Iterable.Generated.Tool.Progress;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tool.Imports;

/// <summary>
/// Sends the rows of an input that no earlier run dealt with. Outcomes come in another order than rows; what became of a row counts, and is written, when that of all rows
/// before it does, so that each refused one is written once whatever ends the process.
/// </summary>
internal sealed class ImportRun<TRecord>(ImportKind<TRecord> kind, ImportSteps steps)
    where TRecord : class
{
    private static readonly TimeSpan BetweenSaves = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    private readonly BulkWatermark _mark = new();
    private readonly Dictionary<long, Action> _ahead = [];
    private long _counted;
    private long _savedAt = steps.Time.GetTimestamp();
    private long _saidAt = steps.Time.GetTimestamp();

    /// <exception cref="ToolException">The rest cannot be sent, for what is no matter of a row.</exception>
    public async Task<Tally> RunAsync(CancellationToken cancellationToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        BulkOutcome<TRecord>? stopped = null;
        try
        {
            await foreach (var outcome in OpenLane().SendAsync(RecordsAsync(stopping.Token), stopping.Token).ConfigureAwait(false))
            {
                if (IsOfTheRow(outcome))
                {
                    await SettleAsync(outcome).ConfigureAwait(false);
                }
                else if (!stopping.IsCancellationRequested)
                {
                    // The next ones would fare the same. Those on their way are waited for.
                    stopped = outcome;
                    await stopping.CancelAsync().ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Said below.
        }
        finally
        {
            steps.Place.Save();
        }

        cancellationToken.ThrowIfCancellationRequested();
        steps.Report.Of(kind.Name).Fraction = 1;
        return stopped is null
            ? steps.Place.Tally
            : throw new ToolException(stopped.Exception?.Message ?? $"The service did not take the records ({stopped.Reason}).");
    }

    private IBulkLane<TRecord> OpenLane()
    {
        try
        {
            return kind.OpenLane(steps.Bulk, steps.Parsed, steps.Check);
        }
        catch (ArgumentException e)
        {
            throw ToolException.Usage(e.Message);
        }
    }

    private async IAsyncEnumerable<BulkRecord<TRecord>> RecordsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = steps.Place.Start;
        await foreach (var row in steps.Reader.ReadAsync(number, cancellationToken).ConfigureAwait(false))
        {
            var (record, flaw) = row.Letter is { } letter ? await OfLetterAsync(letter).ConfigureAwait(false) : Of(row);
            number++;
            if (steps.IsDryRun && record is not null && HasNoDomain(record))
                (record, flaw) = (null, new RowFlaw(BulkReason.Invalid, $"has an {kind.Shape.Identifiers[0]} without a domain"));
            if (record is not null)
                kind.Identify?.Invoke(record, steps.Place.IdOf(number));
            // No record is refused by the lane, which keeps its place among the others.
            yield return new BulkRecord<TRecord>(record!, new SentRow(row, flaw));
        }
    }

    // What the service refuses, and tells of a record that is sent.
    private bool HasNoDomain(TRecord record) =>
        kind.Shape.Identifiers[0] is var identifier && identifier.EndsWith("email", StringComparison.Ordinal)
        && (string?)JObject.FromObject(record).SelectToken(identifier) is { } email && email.IndexOf('@', StringComparison.Ordinal) is var at && (at < 0 || at == email.Length - 1);

    private (TRecord? Record, RowFlaw? Flaw) Of(InputRow row)
    {
        if (row.Values is null || row.Flaw is not null)
            return (null, row.Flaw);

        var (json, flaw) = steps.Map.Record(row.Values, row.HasPaths);
        if (json is null)
            return (null, flaw);

        try
        {
            if (kind.Create(json) is not { } record)
                return (null, new RowFlaw(BulkReason.NoIdentifier, $"has no {kind.Shape.Identifiers[0]}"));

            // A model keeps a value beside its member that the member cannot have.
            return (record as IterableModel)?.AdditionalProperties.FirstOrDefault(member => member.Value.Type != JTokenType.Null).Key is { } name
                ? (null, new RowFlaw(BulkReason.WrongType, $"has a value that {name} cannot have"))
                : (record, null);
        }
        catch (FormatException)
        {
            return (null, new RowFlaw(BulkReason.WrongType, $"is no record of {kind.Name}"));
        }
    }

    private static async Task<(TRecord? Record, RowFlaw? Flaw)> OfLetterAsync(byte[] letter)
    {
        using var line = new MemoryStream(letter);
        await foreach (var read in BulkDeadLetters.ReadAsync<TRecord>(line, static _ => { }).ConfigureAwait(false))
            return (read.Record, null);
        return (null, RowFlaw.Unreadable("is no refused record of this kind", System.Text.Encoding.UTF8.GetString(letter)));
    }

    // What the service failed with, or does not tell, of one record can hold for the next one that it does not fail with.
    private static bool IsOfTheRow(BulkOutcome<TRecord> outcome) =>
        outcome.Kind != BulkOutcomeKind.NotSent || outcome.Reason == BulkReason.InternalError || outcome.Reason == BulkReason.Unclear;

    private async Task SettleAsync(BulkOutcome<TRecord> outcome)
    {
        var (row, flaw) = (SentRow)outcome.State!;
        if (flaw is not null)
        {
            var line = RejectedFile.LineOf(row, flaw);
            _ahead[outcome.Sequence] = () => steps.Place.Refuse(flaw.Reason.Value, row.Line, [flaw.Problem], line);
        }
        else if (outcome.Kind is BulkOutcomeKind.Accepted or BulkOutcomeKind.AcceptedWithoutFields)
        {
            var dropped = outcome.DroppedFields;
            _ahead[outcome.Sequence] = () => steps.Place.Accept(dropped);
        }
        else
        {
            var line = await RejectedFile.LineOfAsync(outcome, row).ConfigureAwait(false);
            var details = outcome.FieldErrors.Select(error => $"{error.Field} should be {error.ExpectedType}").ToList();
            _ahead[outcome.Sequence] = () => steps.Place.Refuse(outcome.Reason.Value, row.Line, details, line);
        }

        if (_mark.Advance(outcome))
            Count();
    }

    private void Count()
    {
        var bar = steps.Report.Of(kind.Name);
        bar.Add(_mark.Count - _counted, 0);
        bar.Fraction = steps.Reader.Fraction ?? 0;
        for (; _counted < _mark.Count; _counted++)
        {
            _ahead.Remove(_counted, out var count);
            count!();
        }

        if (HasPassed(BetweenSaves, ref _savedAt))
            steps.Place.Save();
        if (HasPassed(BetweenLines, ref _saidAt))
            steps.Report.Say($"{kind.Name}: {ProgressReport.Counted(steps.Place.Tally.Rows, "row")}, {steps.Place.Tally.Refused} refused{(steps.Reader.Fraction is { } part ? FormattableString.Invariant($", {part:P0}") : "")}");
    }

    private bool HasPassed(TimeSpan time, ref long since)
    {
        if (steps.Time.GetElapsedTime(since) < time)
            return false;

        since = steps.Time.GetTimestamp();
        return true;
    }

    /// <summary>What goes along with a record.</summary>
    private sealed record SentRow(InputRow Row, RowFlaw? Flaw);
}
