using System.Globalization;
using System.Text;
using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>
/// Finds the records that made a call fail for the type of a field. The service names the field, the type it holds for it and one value, and no record; the
/// records' own bytes tell which of them have a value of another type there.
/// </summary>
internal static class FieldTypeCulprits
{
    /// <summary>Refuses the records that are to blame. False when none is found.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="batch">The records of the call.</param>
    /// <param name="failure">What the service said.</param>
    /// <param name="mayGuess">Whether to look also for the very value that it told, where the types that are known here hold nothing against it: it tells one of maybe a thousand.</param>
    /// <param name="isGuessed">Whether they were found by that alone.</param>
    public static bool TryFind<TRecord>(LaneDefinition<TRecord> lane, Batch<TRecord> batch, IterableFieldTypesException failure, bool mayGuess, out bool isGuessed)
    {
        var suspicions = failure.Errors.Select(error => new Suspicion(error, mayGuess)).ToList();
        var verdicts = new Dictionary<ulong, Verdict>();
        var kinds = lane.Kind is { } kind ? suspicions.Select(each => IsKind(kind, batch, each)).ToList() : null;
        for (var i = 0; i < batch.Count; i++)
        {
            var fields = RecordFields.Of(lane, batch.JsonOf(i));
            if (fields.IsEmpty)
                continue;

            var guilt = 0UL;
            for (var j = 0; j < suspicions.Count && j < 64; j++)
            {
                if ((kinds is null || kinds[j] is not { } only || only.Equals(lane.Kind!.Of(batch[i].Record, isExact: false))) && suspicions[j].IsTrueOf(fields))
                    guilt |= 1UL << j;
            }

            if (guilt == 0)
                continue;

            if (!verdicts.TryGetValue(guilt, out var verdict))
                verdicts[guilt] = verdict = Verdict.Refused(BulkReason.WrongType, failure, [.. suspicions.Where((_, j) => j < 64 && (guilt & (1UL << j)) != 0).Select(each => each.Told)]);
            batch[i].Verdict = verdict;
        }

        isGuessed = !suspicions.Any(each => each.IsByType);
        return verdicts.Count > 0;
    }

    /// <summary>The one kind of records that an error is about, when the batch has records of that kind.</summary>
    private static RecordName? IsKind<TRecord>(RecordMember<TRecord> kind, Batch<TRecord> batch, Suspicion suspicion)
    {
        if (suspicion.Scope is not { } scope)
            return null;

        var name = new RecordName(kind.Name, scope);
        for (var i = 0; i < batch.Count; i++)
        {
            if (kind.Of(batch[i].Record, isExact: false).Equals(name))
                return name;
        }

        return null;
    }

    /// <summary>What the service holds against records that it does not name.</summary>
    private sealed class Suspicion
    {
        private readonly FieldPath _path;
        private readonly FieldTypes _expected;
        private readonly bool _mayGuess;
        private readonly JToken? _offending;
        private readonly string? _offendingText;
        private readonly bool _offendsAsNumber;
        private readonly FieldPath.Test _test;

        public Suspicion(IterableFieldTypeError error, bool mayGuess)
        {
            _mayGuess = mayGuess;
            _path = new FieldPath(error.Field);
            _expected = FieldTypesOf.Named(error.ExpectedType);
            _offending = error.OffendingValue;
            _offendingText = _offending is JValue { Value: { } value } ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;
            _offendsAsNumber = _offending?.Type is JTokenType.Integer or JTokenType.Float;
            _test = IsOffending;
            Scope = error.Scope;

            // The value of one record is no matter of the others.
            Told = new IterableFieldTypeError(error.Scope is null ? error.Field : $"{error.Scope}:::{error.Field}", new JObject { ["expectedType"] = error.ExpectedType, ["category"] = error.Category });
        }

        public string? Scope { get; }

        public IterableFieldTypeError Told { get; }

        public bool IsTrueOf(ReadOnlySpan<byte> fields) => _path.Any(fields, _test);

        /// <summary>Whether a value that was found has another type than the service holds for the field, as far as types are known here.</summary>
        public bool IsByType { get; private set; }

        private bool IsOffending(Utf8JsonReader value)
        {
            var fits = (FieldTypesOf.Value(value) & _expected) != 0;
            // A number may be a time; whether the service takes it for one, only its answer tells.
            if (_expected != FieldTypes.None && !fits && (_expected != FieldTypes.Date || value.TokenType != JsonTokenType.Number || _offendsAsNumber))
                return IsByType = true;

            return _mayGuess && _offending is not null && IsSame(value) && (!fits || _offendsAsNumber == (value.TokenType == JsonTokenType.Number));
        }

        private bool IsSame(Utf8JsonReader value) => value.TokenType switch
        {
            JsonTokenType.String => _offendingText is not null && value.ValueTextEquals(_offendingText),
            JsonTokenType.Number => Utf8Text.Decode(value.ValueSpan) == _offendingText,
            JsonTokenType.True or JsonTokenType.False => _offending!.Type == JTokenType.Boolean && (bool)_offending == (value.TokenType == JsonTokenType.True),
            JsonTokenType.StartObject => _offending is JObject && IsSameWhole(value),
            JsonTokenType.StartArray => _offending is JArray && IsSameWhole(value),
            _ => false,
        };

        private bool IsSameWhole(Utf8JsonReader value) =>
            JToken.DeepEquals(_offending, IterableJson.ToValue<JToken>(Encoding.UTF8.GetBytes(JsonElement.ParseValue(ref value).GetRawText())));
    }
}
