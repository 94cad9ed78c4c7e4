using System.Text.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;
using JsonProperty = Newtonsoft.Json.Serialization.JsonProperty;

namespace Iterable.Generated;

/// <summary>
/// Reads objects of one type. The exact name of a member wins over one that differs in case; a value of another kind than its member is kept
/// beside it, where the type has a place for that; one that would have to change to fit cannot be read.
/// </summary>
internal sealed class ObjectShape<T> : IDeferredTarget
    where T : class
{
    private static readonly bool IsModel = typeof(IterableModel).IsAssignableFrom(typeof(T));

    private readonly Dictionary<string, NameMatch> _declared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NameMatch> _inAnotherCase = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, JsonProperty> _deferred = new(StringComparer.Ordinal);
    private readonly NameMatch _beside = new(null, ValuePlace.Beside);
    private readonly bool _hasExtensionData;
    private readonly bool _hasWrapper;
    private readonly ObjectMaker _maker;
    private readonly NameTable _names;
    private readonly NameMatch[] _required;

    private ObjectShape(JsonObjectContract contract)
    {
        _hasExtensionData = contract.ExtensionDataSetter is not null;
        _maker = ObjectMaker.Of<T>(contract);
        _names = new NameTable(Find);

        foreach (var property in contract.Properties.Where(property => property.AttributeProvider?.GetAttributes(typeof(DeferredAttribute), inherit: true).Count > 0))
            _deferred[property.PropertyName!] = property;
        foreach (var (name, member) in _maker.Members())
        {
            var match = _deferred.ContainsKey(name) ? new NameMatch(name, ValuePlace.Deferred) : new NameMatch(name, ValuePlace.Member, member);
            _declared[name] = match;
            if (!_inAnotherCase.ContainsKey(name))
                _inAnotherCase[name] = match.InAnotherCase();
        }

        foreach (var within in contract.Properties.SelectMany(property => property.AttributeProvider?.GetAttributes(typeof(WithinAttribute), inherit: true) ?? []).Cast<WithinAttribute>())
            (_declared[within.Member], _hasWrapper) = (new NameMatch(null, ValuePlace.Wrapper), true);
        _required = contract.Properties.Concat(contract.CreatorParameters)
            .Where(property => property.Required == Required.Always && _declared.ContainsKey(property.PropertyName!))
            .Select(property => _declared[property.PropertyName!]).Distinct().ToArray();
        foreach (var ignored in contract.Properties.Where(property => property.Ignored && !_declared.ContainsKey(property.PropertyName!)))
            _declared[ignored.PropertyName!] = _beside;
    }

    /// <summary>Whether there is a shape for the type, or all of it has to be read by the general serializer.</summary>
    public static bool Exists { get; } = IterableJson.ContractOf(typeof(T)) is JsonObjectContract contract && ObjectMaker.CanMake(contract);

    /// <summary>The shape of a type that has one.</summary>
    public static ObjectShape<T> Instance { get; } = Exists ? new ObjectShape<T>((JsonObjectContract)IterableJson.ContractOf(typeof(T))) : null!;

    public object Begin() => _maker.Begin();

    /// <summary>The object, when it has what its type requires.</summary>
    /// <param name="target">What <see cref="Begin" /> gave.</param>
    /// <param name="given">The members that have a value; only looked at where the type requires some.</param>
    /// <exception cref="UnreadableJsonException">A member is missing.</exception>
    public T End(object target, ICollection<NameMatch>? given)
    {
        foreach (var required in _required)
        {
            if (given?.Contains(required) != true)
                throw new UnreadableJsonException($"is missing, and {IterableJson.TypeName(typeof(T))} requires it", required.Declared!);
        }

        return (T)_maker.End(target);
    }

    /// <summary>Whether the type requires members.</summary>
    public bool Requires => _required.Length > 0;

    /// <summary>What a name stands for.</summary>
    public NameMatch Find(string name) =>
        _declared.TryGetValue(name, out var match) ? match
        : PartOfDeferred(name) ?? (_inAnotherCase.TryGetValue(name, out match) ? match : _beside);

    /// <summary>Reads the object the cursor stands on, and leaves it at its end.</summary>
    /// <exception cref="System.Text.Json.JsonException">It is no JSON.</exception>
    /// <exception cref="UnreadableJsonException">A value cannot be kept as it is.</exception>
    public T Read(ref JsonCursor json)
    {
        var target = _maker.Begin();
        var kept = new KeptMembers(json.Memory) { Taken = _hasWrapper ? [] : null };
        ReadMembers(ref json, target, ref kept);
        if (kept.ToBytes(out var members) is { } bytes)
            ((IterableModel)target).Defer(new DeferredJson(bytes, members, this, json.Memory, kept.MadeName, kept.Made));

        return End(target, kept.Given);
    }

    private void ReadMembers(ref JsonCursor json, object target, ref KeptMembers kept)
    {
        var start = json.Start;
        while (json.Reader.Read() && json.Reader.TokenType == JsonTokenType.PropertyName)
        {
            var at = json.Start;
            var match = json.Reader.ValueIsEscaped ? Find(JsonTokens.Text(ref json.Reader)) : _names.Find(json.Reader.ValueSpan);
            json.Reader.Read();
            if (match.Other is { } other)
                match = kept.Takes(other, json.Bytes.Slice(start)) ? other : _beside;

            if (match.Place == ValuePlace.Wrapper && json.Reader.TokenType == JsonTokenType.StartObject)
                ReadMembers(ref json, target, ref kept);
            else
                ReadMember(ref json, start, at, match, target, ref kept);
        }
    }

    private void ReadMember(ref JsonCursor json, int start, int at, NameMatch match, object target, ref KeptMembers kept)
    {
        if (match.Place != ValuePlace.Beside && json.Reader.TokenType == JsonTokenType.Null && match.Member is not { TakesNull: true } && match.Declared is not null)
        {
            if (json.KeepsAll && IsModel)
                kept.AddBeside(ref json, at);
            return;
        }

        if (match.Member is { } member)
        {
            var fit = member.IsStructure ? ReadStructure(ref json, match, target) : member.Read(ref json, target);
            if (fit == Fit.Yes && Requires && json.Reader.TokenType != JsonTokenType.Null)
                (kept.Given ??= []).Add(match);
            if (fit == Fit.Yes)
                kept.Took(match);
            if (fit is Fit.Yes or Fit.Absent)
                return;
            if ((fit == Fit.Inexact && !(json.KeepsAll && IsModel)) || !KeepsBeside || (json.IsAnswer && member.IsStructure && json.Reader.CurrentDepth == 1))
                throw Unreadable(match.Declared!, fit);
        }

        if (match.Place == ValuePlace.Deferred)
            kept.AddMember(ref json, at, match);
        else if (IsModel && match.Member is not null)
            kept.AddOtherKind(ref json, at, match, json.Bytes.Slice(start, at - start));
        else if (IsModel)
            kept.AddBeside(ref json, at);
        else if (_hasExtensionData)
            _maker.Keep(target, NameAt(json.Bytes.Slice(at)), JsonTokens.Read(ref json.Reader, json.Memory.Names));
        else
            json.Reader.Skip();
    }

    /// <summary>Reads objects within the object: where one of their values does not fit, the path to it is named.</summary>
    private static Fit ReadStructure(ref JsonCursor json, NameMatch match, object target)
    {
        try
        {
            return match.Member!.Read(ref json, target);
        }
        catch (UnreadableJsonException e) when (e.Member is { } member)
        {
            throw new UnreadableJsonException(e.Problem, $"{match.Declared}.{member}");
        }
    }

    /// <summary>Puts the text of a field into its member.</summary>
    /// <returns>Whether the member took it; else it is kept beside.</returns>
    /// <exception cref="UnreadableJsonException">It cannot be kept as it is.</exception>
    public bool Read(ReadOnlySpan<byte> text, NameMatch match, object target, ICollection<NameMatch> given)
    {
        if (match.Member is null)
            return false;

        var fit = match.Member.Read(text, target);
        if (fit == Fit.Yes && Requires)
            given.Add(match);
        if (fit == Fit.Inexact || (fit == Fit.OtherKind && !KeepsBeside))
            throw Unreadable(match.Declared!, fit);

        return fit != Fit.OtherKind;
    }

    /// <summary>Whether what no member takes has a place.</summary>
    public bool KeepsBeside => IsModel || _hasExtensionData;

    /// <summary>Keeps what no member takes, in a type that has extension data.</summary>
    public void Keep(object target, string name, JToken value) => _maker.Keep(target, name, value);

    public bool TrySet(IterableModel model, string name, JToken value)
    {
        if (!_deferred.TryGetValue(name, out var property))
            return false;

        if ((value as JObject ?? (value is JValue { Value: string text } ? JsonTokens.FromText(Utf8Text.Encode(text)) as JObject : null)) is { } whole)
        {
            model.Forget(name);
            property.ValueProvider!.SetValue(model, whole);
        }
        else if (property.ValueProvider!.GetValue(model) is null)
        {
            // Of a name that stands there twice, what fits its member counts.
            model.AdditionalProperties[name] = value;
        }

        return true;
    }

    public void SetPart(IterableModel model, string name, JToken value)
    {
        var dot = name.IndexOf('.');
        var (whole, part) = (name.Substring(0, dot), name.Substring(dot + 1));
        var property = _deferred[whole].ValueProvider!;
        var members = (JObject?)property.GetValue(model);
        if (members is null && !model.HasKept(whole))
            property.SetValue(model, members = []);

        if (members is not null && members[part] is null)
            members[part] = value;
        else if (members?[part] is not { } same || Text(same) != Text(value))
            model.AdditionalProperties[name] = value;
    }

    // To the digit, which JToken.DeepEquals is not; a column of CSV has as a text what is a number in the object.
    private static string Text(JToken value) => value is JValue { Value: string text } ? text : value.ToString(Formatting.None);

    private NameMatch? PartOfDeferred(string name)
    {
        var dot = name.IndexOf('.');
        return dot > 0 && dot < name.Length - 1 && _deferred.ContainsKey(name.Substring(0, dot)) ? new NameMatch(null, ValuePlace.Deferred) : null;
    }

    private static string NameAt(ReadOnlySpan<byte> member)
    {
        var json = new Utf8JsonReader(member, JsonTokens.ReaderOptions);
        json.Read();
        return JsonTokens.Text(ref json);
    }

    private static UnreadableJsonException Unreadable(string member, Fit fit) => new(
        fit == Fit.Inexact ? $"is a value that {IterableJson.TypeName(typeof(T))} cannot hold exactly"
        : IsModel ? $"is of another form than in {IterableJson.TypeName(typeof(T))}"
        : $"is of another type than in {IterableJson.TypeName(typeof(T))}, which has no extension data to keep it in",
        member);
}
